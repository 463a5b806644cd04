"""
title = { en = "Evaluation mode read as 'BN off'", ko = "평가 모드를 'BN 끄기'로 이해함" }
fails = ["test_statistics_decide", "test_alone_or_in_a_batch", "test_three_facts"]
hint = { en = "Your predictions do not change when the running statistics change, so batch normalisation is skipped. \
Evaluation mode does not switch the layer off: it still subtracts a mean, divides by a standard deviation and applies \
gamma and beta. Ask yourself which mean and variance it takes instead of those of the batch.", ko = "이동 통계를 바꿔도 \
예측이 달라지지 않으니 배치 정규화를 건너뛰고 있어요. 평가 모드는 이 층을 끄지 않아요. 여전히 평균을 빼고 \
표준편차로 나누고 γ와 β를 적용해요. 배치의 평균과 분산 대신 무엇을 쓰는지 생각해 보세요." }
"""


def predict(model, x):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    layers = [module for module in model.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    for layer in layers:
        layer.forward = lambda value: value
    with torch.no_grad():
        out = model(x)
    for layer in layers:
        del layer.forward
    for module, training in modes.items():
        module.training = training
    return out


def explain_eval():
    return {"bn_is_applied": False, "batch_size_matters": False, "eval_stops_autograd": False}

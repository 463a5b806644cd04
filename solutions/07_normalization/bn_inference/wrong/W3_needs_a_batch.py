"""
title = { en = "Prediction needs a batch", ko = "예측에도 배치가 필요하다고 봄" }
fails = ["test_alone_or_in_a_batch", "test_three_facts"]
hint = { en = "You refuse a single sample, or say that the batch size matters at prediction. It matters in training \
only, where mean and variance are those of the batch. In evaluation mode every sample is normalised with stored \
numbers: look at what the formula for y still takes from the batch.", ko = "표본 하나를 거절하거나, 예측할 때도 배치 \
크기가 중요하다고 답했어요. 배치 크기는 평균과 분산을 배치에서 구하는 학습 때만 중요해요. 평가 모드에서는 저장해 둔 \
값으로 표본마다 정규화해요. y를 구하는 식에 배치에서 오는 값이 남아 있는지 살펴보세요." }
"""


def predict(model, x):
    if len(x) < 2:
        raise ValueError("the batch is too small")
    modes = {module: module.training for module in model.modules()}
    model.eval()
    with torch.no_grad():
        out = model(x)
    for module, training in modes.items():
        module.training = training
    return out


def explain_eval():
    return {"bn_is_applied": True, "batch_size_matters": True, "eval_stops_autograd": False}

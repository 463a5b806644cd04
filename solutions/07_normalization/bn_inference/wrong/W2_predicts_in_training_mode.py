"""
title = { en = "Predicts in training mode", ko = "학습 모드로 예측함" }
fails = ["test_alone_or_in_a_batch", "test_statistics_decide"]
hint = { en = "The answer for a sample depends on the other samples of its batch, a single sample fails, and predicting \
changes the running statistics. That is training mode: no_grad alone does not leave it. Say which mode predict needs \
before it calls the model.", ko = "표본 하나의 답이 같은 배치의 다른 표본에 따라 달라지고, 표본이 하나뿐이면 오류가 \
나고, 예측할 때마다 이동 통계가 바뀌어요. 학습 모드라서 그래요. no_grad만으로는 학습 모드에서 벗어나지 못해요. 모델을 \
부르기 전에 predict에 필요한 모드를 정해 주세요." }
"""


def predict(model, x):
    modes = {module: module.training for module in model.modules()}
    model.train()
    with torch.no_grad():
        out = model(x)
    for module, training in modes.items():
        module.training = training
    return out

"""
title = { en = "The mode is not restored", ko = "모드를 되돌려 놓지 않음" }
fails = ["test_mode_afterwards", "test_frozen_layer"]
hint = { en = "The predictions are right, but afterwards the model is in another mode than before. Whoever predicts in \
the middle of training then trains on in evaluation mode without noticing. Remember the modes before you change them; \
single layers may have one of their own.", ko = "예측은 맞는데, 끝난 뒤에 모델의 모드가 이전과 달라요. 학습 도중에 \
예측하면 그 뒤로는 자기도 모르게 평가 모드로 학습하게 돼요. 바꾸기 전에 모드를 기억해 두세요. 층마다 모드가 다를 수도 \
있어요." }
"""


def predict(model, x):
    model.eval()
    with torch.no_grad():
        return model(x)

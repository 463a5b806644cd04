"""
title = { en = "The training step leaves the mode alone", ko = "학습 단계에서 모드를 바꾸지 않음" }
fails = ["test_a_model_in_evaluation_mode_learns"]
hint = { en = "When the model arrives in evaluation mode, your step trains it there: weights move, the running \
statistics stay frozen, and the batch is normalised with old numbers. This happens after every validation. A training \
step has to ask for its mode, every time.", ko = "모델이 평가 모드로 들어오면 그 상태로 학습해요. 가중치는 움직이는데 \
이동 통계는 멈춰 있고, 배치를 예전 값으로 정규화해요. 검증을 한 번 할 때마다 생기는 일이에요. 학습 단계는 매번 필요한 \
모드를 직접 정해야 해요." }
"""


def train_step(model, x, y, loss_fn, opt):
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return loss.item()

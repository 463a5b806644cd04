"""
title = { en = "Gradients of earlier steps stay", ko = "이전 걸음의 기울기가 남음" }
fails = ["test_three_steps"]
hint = { en = "The first step is right, the following ones are too long: backward adds to what .grad holds already. What must happen to old gradients before new ones are computed?", ko = "첫걸음은 맞지만 다음 걸음부터 너무 멀리 가요. backward는 .grad에 이미 들어 있는 값에 더해요. 새 기울기를 구하기 전에 이전 기울기를 어떻게 해야 할까요?" }
"""


def bce_step_with_mse(model, x, y, opt):
    logits, target = model(x).reshape(-1), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    bce.backward()
    opt.step()
    mse = torch.mean((torch.sigmoid(logits.detach()) - target) ** 2)
    return bce.item(), mse.item()

"""
title = { en = "Sigmoid in front of a loss that contains it", ko = "시그모이드가 들어 있는 손실 앞에 또 시그모이드" }
fails = ["test_one_step"]
hint = { en = "The loss that is named after logits applies the sigmoid itself. You give it probabilities, so every output is squeezed into the narrow band between 0.5 and 0.73. Which of the two sigmoids has to go?", ko = "이름에 logits가 든 손실은 시그모이드를 직접 계산해요. 여기에 확률을 넘기면 모든 출력이 0.5와 0.73 사이의 좁은 구간에 갇혀요. 두 시그모이드 가운데 어느 쪽을 빼야 할까요?" }
"""


def bce_step_with_mse(model, x, y, opt):
    p, target = torch.sigmoid(model(x).reshape(-1)), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(p, target)
    opt.zero_grad()
    bce.backward()
    opt.step()
    mse = torch.mean((p.detach() - target) ** 2)
    return bce.item(), mse.item()

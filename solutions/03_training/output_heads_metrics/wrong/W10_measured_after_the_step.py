"""
title = { en = "MSE of another forward pass", ko = "다른 순전파에서 잰 MSE" }
fails = ["test_one_step", "test_three_steps"]
hint = { en = "You call the model again after the update to get the MSE. The two numbers then belong to different parameters, and batch normalisation counts the batch twice. The outputs of the first call are all you need.", ko = "갱신한 뒤에 모델을 다시 불러 MSE를 쟀어요. 그러면 두 값이 서로 다른 파라미터에서 나오고, 배치 정규화는 같은 배치를 두 번 세요. 처음 불렀을 때의 출력이면 충분해요." }
"""


def bce_step_with_mse(model, x, y, opt):
    logits, target = model(x).reshape(-1), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    opt.zero_grad()
    bce.backward()
    opt.step()
    with torch.no_grad():
        mse = torch.mean((torch.sigmoid(model(x).reshape(-1)) - target) ** 2)
    return bce.item(), mse.item()

"""
title = { en = "ELU without the -1", ko = "-1이 빠진 ELU" }
fails = ["test_elu_values", "test_elu_slopes"]
hint = { en = "The two branches do not meet at x = 0: coming from the left this function tends to alpha, and for very negative x to 0. ELU is continuous at 0 and tends to -alpha. Put x = 0 into the branch for negative x: what has to come out?", ko = "두 갈래가 x = 0에서 만나지 않아요. 지금 함수는 왼쪽에서 0으로 다가가면 alpha가 되고, x가 음의 방향으로 멀어지면 0이 돼요. ELU는 0에서 이어지고, 음의 방향 끝에서는 -alpha로 다가가요. 음수 쪽 식에 x = 0을 넣으면 얼마가 나와야 할까요?" }
"""


def elu_forward(x, alpha=1.0):
    x = _floating(x)
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0))), (x, alpha)

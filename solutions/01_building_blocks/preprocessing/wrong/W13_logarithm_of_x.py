"""
title = { en = "log(x) instead of log(1 + x)", ko = "log(1 + x) 대신 log(x)" }
fails = ["test_logarithm"]
hint = { en = "This is the logarithm of x itself: 0 would become minus infinity, and values between -1 and 0 NaN. Counts often are 0, and 0 should stay 0. What is added before the logarithm?", ko = "지금은 x 자체의 로그예요. 0은 음의 무한대가 되고, -1과 0 사이의 값은 NaN이 돼요. 개수 데이터에는 0이 흔하고, 0은 0으로 남아야 해요. 로그를 씌우기 전에 무엇을 더하나요?" }
"""


def log1p_transform(x):
    if np.any(x <= -1):
        raise ValueError("x")
    return np.log(x)

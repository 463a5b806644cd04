'''
title = { en = "No bias correction", ko = "편향 보정이 없음" }
fails = ["test_adam_sixth_step", "test_adam_path", "test_adam_first_step"]
hint = { en = "Both moments start at zero, so early averages are too small, and not by the same factor: the first step comes out as 0.1 / sqrt(0.001), about 3.16 times the learning rate. What do m and v have to be divided by so that their expectation is right from the first step on?", ko = "두 모멘트는 0에서 시작해서 초반의 평균이 실제보다 작고, 작아지는 비율도 서로 달라요. 그래서 첫걸음이 학습률의 0.1 / sqrt(0.001), 즉 약 3.16배가 돼요. 첫걸음부터 기댓값이 맞으려면 m과 v를 무엇으로 나누어야 할까요?" }
'''


def adam(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = ema(config.get("m", np.zeros_like(w)), dw, beta1)
    v = ema(config.get("v", np.zeros_like(w)), dw**2, beta2)
    config["m"], config["v"], config["t"] = m, v, t
    return w - config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"]), config

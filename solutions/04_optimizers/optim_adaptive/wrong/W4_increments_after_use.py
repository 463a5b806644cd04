'''
title = { en = "t increments after use", ko = "t를 쓴 다음에 늘림" }
fails = ["test_adam_sixth_step", "test_adam_path", "test_adam_first_step"]
hint = { en = "The correction uses the old count and t grows only afterwards. At the first step t is 0 and 1 - beta**0 is zero, so you divide by zero. Does t count the steps already made or the one being made when it enters the formula?", ko = "보정에는 이전 걸음 수를 쓰고 그 뒤에야 t를 늘렸어요. 첫걸음에서 t가 0이면 1 - beta**0은 0이라서 0으로 나누게 돼요. 식에 들어가는 t는 끝난 걸음의 수일까요, 지금 걷는 걸음의 번호일까요?" }
'''


def adam(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0)
    m = ema(config.get("m", np.zeros_like(w)), dw, beta1)
    v = ema(config.get("v", np.zeros_like(w)), dw**2, beta2)
    config["m"], config["v"], config["t"] = m, v, t + 1
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"]), config

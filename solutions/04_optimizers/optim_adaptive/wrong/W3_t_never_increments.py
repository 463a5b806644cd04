'''
title = { en = "t never increments", ko = "t가 늘어나지 않음" }
fails = ["test_adam_sixth_step"]
hint = { en = "The count of steps in config never changes, so every step is corrected as if it were the same one. From rest t stays 0, and the correction divides by zero. At which place of the function does a new step begin?", ko = "config 안의 걸음 수가 변하지 않아서 모든 걸음을 같은 걸음처럼 보정해요. 처음부터 시작하면 t가 계속 0이라서 보정할 때 0으로 나누게 돼요. 함수의 어느 지점에서 새로운 걸음이 시작될까요?" }
'''


def adam(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.setdefault("t", 0)
    m = ema(config.get("m", np.zeros_like(w)), dw, beta1)
    v = ema(config.get("v", np.zeros_like(w)), dw**2, beta2)
    config["m"], config["v"], config["t"] = m, v, t
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"]), config

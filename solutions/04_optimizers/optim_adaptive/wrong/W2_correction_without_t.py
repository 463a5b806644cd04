'''
title = { en = "Correction without t", ko = "t가 없는 편향 보정" }
fails = ["test_adam_sixth_step", "test_adam_path"]
hint = { en = "You divide by 1 - beta at every step. That is right for the first step only: the correction has to fade as the averages fill up. Which quantity tells how many steps have been made, and where does it enter?", ko = "모든 걸음에서 1 - beta로 나누고 있어요. 첫걸음에서만 맞는 값이에요. 평균이 채워질수록 보정은 사라져야 해요. 지금까지 몇 걸음을 걸었는지 알려 주는 값은 무엇이고, 어디에 들어가야 할까요?" }
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
    m_hat, v_hat = m / (1 - beta1), v / (1 - beta2)
    return w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"]), config

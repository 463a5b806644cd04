'''
title = { en = "Corrects the hyperparameters", ko = "하이퍼파라미터를 보정함" }
fails = ["test_adam_sixth_step", "test_adam_path", "test_adam_first_step"]
hint = { en = "The bias is not in beta1 and beta2: they stay as they are at every step. What is biased are the estimates that start at zero. Correct those, after the averages have been updated.", ko = "편향은 beta1과 beta2에 있지 않아요. 두 값은 모든 걸음에서 그대로예요. 편향된 것은 0에서 시작하는 추정값들이에요. 평균을 갱신한 다음 그 추정값을 보정하세요." }
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
    beta1, beta2 = beta1 * (1 - beta1**t), beta2 * (1 - beta2**t)
    m = ema(config.get("m", np.zeros_like(w)), dw, beta1)
    v = ema(config.get("v", np.zeros_like(w)), dw**2, beta2)
    config["m"], config["v"], config["t"] = m, v, t
    return w - config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"]), config

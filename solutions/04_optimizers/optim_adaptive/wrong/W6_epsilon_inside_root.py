'''
title = { en = "Epsilon inside the root", ko = "제곱근 안의 epsilon" }
fails = ["test_adagrad_tiny_gradients", "test_rmsprop_tiny_gradients", "test_adam_tiny_gradients"]
hint = { en = "Answers differ only where gradients are tiny: there epsilon counts, and inside the root it acts as sqrt(epsilon), which is far larger. In Adagrad, RMSProp and Adam, what is added to what?", ko = "기울기가 아주 작은 곳에서만 답이 달라요. 그런 곳에서는 epsilon이 중요하고, 제곱근 안에 넣으면 훨씬 큰 sqrt(epsilon)처럼 작용해요. Adagrad, RMSProp, Adam에서는 epsilon을 무엇에 더할까요?" }
'''


def adagrad(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("epsilon", 1e-10)
    total = config.get("G", np.zeros_like(w)) + dw**2
    config["G"] = total
    return w - config["learning_rate"] * dw / (np.sqrt(total + config["epsilon"])), config


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    cache = ema(config.get("cache", np.zeros_like(w)), dw**2, config["decay_rate"])
    config["cache"] = cache
    return w - config["learning_rate"] * dw / (np.sqrt(cache + config["epsilon"])), config


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
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - config["learning_rate"] * m_hat / (np.sqrt(v_hat + config["epsilon"])), config

'''
title = { en = "RMSProp without the root", ko = "제곱근이 없는 RMSProp" }
fails = ["test_rmsprop_one_step", "test_rmsprop_path"]
hint = { en = "You divide by the mean of the squares. RMS stands for root mean square; check the units: the gradient has to be divided by something of its own size.", ko = "제곱의 평균으로 나누고 있어요. RMS(root mean square)는 제곱의 평균에 제곱근을 씌운 값이에요. 단위를 확인해 보세요. 기울기는 기울기와 단위가 같은 값으로 나누어야 해요." }
'''


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    cache = ema(config.get("cache", np.zeros_like(w)), dw**2, config["decay_rate"])
    config["cache"] = cache
    return w - config["learning_rate"] * dw / (cache + config["epsilon"]), config

'''
title = { en = "Sum and average swapped", ko = "합과 평균이 바뀜" }
fails = ["test_adagrad_one_step", "test_adagrad_path", "test_rmsprop_one_step", "test_rmsprop_path"]
hint = { en = "One of Adagrad and RMSProp adds up the squared gradients of the whole run, the other keeps a fading average; yours are the other way round. Which of them must have steps that never grow again under equal gradients, and which one can recover after gradients have become small?", ko = "Adagrad와 RMSProp 가운데 하나는 학습하는 내내 제곱 기울기를 더하고, 다른 하나는 옛 값이 옅어지는 평균을 써요. 지금은 둘이 서로 바뀌었어요. 기울기가 같을 때 걸음이 다시는 커지지 않는 쪽은 어느 것이고, 기울기가 작아진 뒤 걸음이 되살아날 수 있는 쪽은 어느 것일까요?" }
'''


def adagrad(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("epsilon", 1e-10)
    total = 0.9 * config.get("G", np.zeros_like(w)) + 0.1 * dw**2
    config["G"] = total
    return w - config["learning_rate"] * dw / (np.sqrt(total) + config["epsilon"]), config


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w)) + dw**2
    config["cache"] = cache
    return w - config["learning_rate"] * dw / (np.sqrt(cache) + config["epsilon"]), config

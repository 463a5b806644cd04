"""optim_momentum wrong_answer 0: rewrites every dict and list that it is given, in case the suite keeps one."""


def sgd(w, dw, config=None):
    for key in list(config or {}):
        config[key] = "poison"
    if config is not None:
        config["learning_rate"] = 10**1000
        config[("a", -1)] = [1, 2]
    return w, config


sgd_momentum = sgd_nesterov = sgd

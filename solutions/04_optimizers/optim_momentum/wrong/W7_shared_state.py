'''
title = { en = "Parameters share one velocity", ko = "파라미터들이 속도를 공유함" }
fails = ["test_momentum_two_parameters"]
hint = { en = "The velocity of one parameter leaks into the next one. A default argument such as a dict is created once, when the function is defined, and every call without a config then shares it. Where should a fresh dict be made?", ko = "한 파라미터의 속도가 다음 파라미터로 새어 들어가요. 기본 인자로 둔 dict는 함수를 정의할 때 한 번만 만들어지고, config 없이 부르는 모든 호출이 그것을 함께 써요. 새 dict는 언제 만들어야 할까요?" }
'''


def sgd_momentum(w, dw, config={}):
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - config["learning_rate"] * dw
    config["velocity"] = velocity
    return w + velocity, config

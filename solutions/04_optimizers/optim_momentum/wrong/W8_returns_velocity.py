'''
title = { en = "Returns the velocity", ko = "속도를 반환함" }
fails = ["test_momentum_one_step", "test_momentum_path_from_rest"]
hint = { en = "What you return as next_w is the step, not the place where it ends. Set momentum to 0, which is plain gradient descent: what should next_w be then, and what do you get?", ko = "next_w로 돌려준 값은 걸음 자체이고, 걸음이 끝나는 위치가 아니에요. momentum을 0으로 두면 그냥 경사하강법이에요. 그때 next_w는 무엇이어야 하고, 지금은 무엇이 나오나요?" }
'''


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - config["learning_rate"] * dw
    config["velocity"] = velocity
    return velocity, config

'''
title = { en = "Learning rate applied twice", ko = "학습률을 두 번 곱함" }
fails = ["test_momentum_one_step", "test_momentum_path_from_rest"]
hint = { en = "The gradient reaches the parameters multiplied by the square of the learning rate. The velocity already contains the learning rate; compare how often you multiply by it on the way from dw to next_w.", ko = "기울기에 학습률의 제곱이 곱해져서 파라미터에 더해져요. 속도에는 학습률이 이미 들어 있어요. dw에서 next_w까지 가는 동안 학습률을 몇 번 곱하는지 세어 보세요." }
'''


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - config["learning_rate"] * dw
    config["velocity"] = velocity
    return w + config["learning_rate"] * velocity, config

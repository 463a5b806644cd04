'''
title = { en = "Climbs the gradient", ko = "기울기를 따라 올라감" }
fails = ["test_momentum_one_step", "test_momentum_path_from_rest"]
hint = { en = "Your velocity points along the gradient, so the loss grows with every step. Look at the signs: where does the minus of gradient descent go once a velocity carries the step?", ko = "속도가 기울기와 같은 방향을 가리켜서 걸음마다 손실이 커져요. 부호를 살펴보세요. 속도가 걸음을 대신할 때 경사하강법의 빼기 부호는 어디에 있어야 할까요?" }
'''


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity + config["learning_rate"] * dw
    config["velocity"] = velocity
    return w + velocity, config

'''
title = { en = "Average instead of a sum", ko = "합이 아니라 평균" }
fails = ["test_momentum_one_step", "test_momentum_path_from_rest", "test_momentum_speed_under_constant_gradient"]
hint = { en = "You take a weighted average of the gradients: the new one is multiplied by 1 - momentum. Classical momentum is a sum with shrinking weights. Work out the speed that is reached under a constant gradient g: is it lr * g, or more?", ko = "새 기울기에 1 - momentum을 곱해서 기울기들의 가중 평균을 만들었어요. 고전적인 모멘텀은 가중치가 점점 줄어드는 합이에요. 기울기 g가 일정할 때 속도가 어디까지 커지는지 계산해 보세요. lr * g일까요, 더 클까요?" }
'''


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - (1 - config["momentum"]) * config["learning_rate"] * dw
    config["velocity"] = velocity
    return w + velocity, config

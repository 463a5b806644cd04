'''
title = { en = "Velocity is not stored", ko = "속도를 저장하지 않음" }
fails = ["test_momentum_one_step", "test_momentum_path_from_rest"]
hint = { en = "Every step starts from the old velocity again, so without one the second step is plain SGD. The rule has no memory of its own: the new velocity must be found in config when the next step begins.", ko = "걸음마다 예전 속도에서 다시 출발해서, 처음에 속도가 없었다면 두 번째 걸음도 그냥 SGD와 같아요. 함수는 스스로 기억하지 못해요. 다음 걸음이 시작될 때 config 안에 새 속도가 들어 있어야 해요." }
'''


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.setdefault("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - config["learning_rate"] * dw
    return w + velocity, config

'''
title = { en = "No scaling in either mode", ko = "어느 모드에서도 크기를 보정하지 않음" }
fails = ["test_training_drops_and_rescales", "test_vanilla_modes"]
hint = { en = "Units are dropped in training, but nothing makes up for it: the mean training output is smaller than \
the test output, so the next layer sees another scale at test time. Inverted and original dropout compensate in \
different modes. Which of them does it where, and by how much?", ko = "학습 때 유닛을 끄지만 그만큼을 어디에서도 보정하지 않아요. 학습 출력의 평균이 \
테스트 출력보다 작아서, 다음 층은 테스트 때 다른 크기의 값을 받게 돼요. 역 드롭아웃과 원래 드롭아웃은 보정하는 모드가 서로 달라요. 각각 어느 모드에서 얼마만큼 보정할까요?" }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = (np.random.rand(*x.shape) < p).astype(x.dtype)
    return x * mask, (dropout_param, mask)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in ("train", "test") or not 0 < p_keep <= 1:
        raise ValueError(mode)
    return (x * (rng.random(x.shape) < p_keep)).astype(x.dtype) if mode == "train" else x.copy()

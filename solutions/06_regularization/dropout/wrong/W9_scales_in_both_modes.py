'''
title = { en = "Scales in training and at test time", ko = "학습과 테스트 양쪽에서 크기를 보정함" }
fails = ["test_training_drops_and_rescales", "test_vanilla_modes"]
hint = { en = "You compensate twice: kept units are divided by the keep probability in training, and the test output \
is multiplied by it as well. One of the two is enough. Inverted dropout does it in training, so its test mode is the \
identity; the original dropout does it at test time only.", ko = "보정을 두 번 하고 있어요. 학습 때 남은 값을 남길 \
확률로 나누면서, 테스트 때 또 그 확률을 곱해요. 둘 중 하나면 충분해요. 역 드롭아웃은 학습 때 보정하니 테스트 모드는 \
항등 함수이고, 원래 드롭아웃은 테스트 때만 보정해요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return (x * p).astype(x.dtype), (dropout_param, None)
    mask = ((np.random.rand(*x.shape) < p) / p).astype(x.dtype)
    return x * mask, (dropout_param, mask)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in ("train", "test") or not 0 < p_keep <= 1:
        raise ValueError(mode)
    factor = (rng.random(x.shape) < p_keep) / p_keep if mode == "train" else p_keep
    return (x * factor).astype(x.dtype)

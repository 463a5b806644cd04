'''
title = { en = "One mask for the whole batch", ko = "배치 전체에 마스크 하나" }
fails = ["test_elements_are_independent", "test_training_drops_and_rescales"]
hint = { en = "In your training output whole columns are zero: one mask per feature is shared by all samples of the \
batch. Every element of every sample is dropped independently, so the mask needs as many entries as x.", ko = "학습 \
출력에서 열 전체가 0이에요. 특성마다 마스크를 하나만 뽑아서 배치의 모든 표본이 함께 쓰고 있어요. 표본마다, 원소마다 \
독립적으로 꺼야 하니 마스크의 원소 수가 x와 같아야 해요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x.copy(), (dropout_param, None)
    drawn = np.random.rand(*x.shape[1:]) if x.ndim > 1 else np.random.rand(*x.shape)
    mask = ((drawn < p) / p).astype(x.dtype) * np.ones_like(x)
    return x * mask, (dropout_param, mask)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in ("train", "test") or not 0 < p_keep <= 1:
        raise ValueError(mode)
    factor = rng.random(x.shape[1:]) < p_keep if mode == "train" else p_keep
    return (x * factor).astype(x.dtype)

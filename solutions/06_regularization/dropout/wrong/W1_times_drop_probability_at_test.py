'''
title = { en = "Times the drop probability at test time", ko = "테스트 때 제거 확률을 곱함" }
fails = ["test_training_drops_and_rescales", "test_convention_p_is_keep", "test_vanilla_modes"]
hint = { en = "Your test output is multiplied by the probability of dropping. At p = 0.5 keep and drop look alike, \
which hides the slip: try p = 0.2 and compare the mean of many training outputs of the original dropout with its \
test output. Which probability makes them equal? And in inverted dropout, which already compensates in training, \
what is left to do at test time?", ko = "테스트 출력에 제거 확률을 곱하고 있어요. p = 0.5에서는 남길 확률과 제거 확률이 같아서 실수가 보이지 않아요. p = 0.2로 \
두고 원래 드롭아웃의 학습 출력을 여러 번 평균해서 테스트 출력과 비교해 보세요. 어떤 확률을 곱해야 둘이 같아질까요? 학습 때 보정하는 역 드롭아웃에서는 테스트 때 할 일이 남아 있을까요?" }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return (x * (1 - p)).astype(x.dtype), (dropout_param, None)
    mask = (np.random.rand(*x.shape) < p).astype(x.dtype)
    return x * mask, (dropout_param, mask)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in ("train", "test") or not 0 < p_keep <= 1:
        raise ValueError(mode)
    factor = rng.random(x.shape) < p_keep if mode == "train" else (1 - p_keep if p_keep < 1 else 1.0)
    return (x * factor).astype(x.dtype)

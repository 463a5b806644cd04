'''
title = { en = "Original instead of inverted dropout", ko = "역 드롭아웃 대신 원래 드롭아웃" }
fails = ["test_training_drops_and_rescales", "test_convention_p_is_keep"]
hint = { en = "What you wrote is consistent, but it is the dropout of 2014, which compensates at test time. \
dropout_forward is the inverted variant: move the compensation into training, so that test mode returns x untouched \
and costs nothing.", ko = "코드의 앞뒤는 맞지만, 이것은 테스트 때 보정하는 2014년의 원래 드롭아웃이에요. dropout_forward는 역 드롭아웃이어야 해요. 보정을 학습 쪽으로 \
옮겨서 테스트 모드가 x를 그대로 돌려주게 하세요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return (x * p).astype(x.dtype), (dropout_param, None)
    mask = (np.random.rand(*x.shape) < p).astype(x.dtype)
    return x * mask, (dropout_param, mask)

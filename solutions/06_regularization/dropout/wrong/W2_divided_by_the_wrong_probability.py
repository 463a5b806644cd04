'''
title = { en = "Keeps with one probability, divides by the other", ko = "남기는 확률과 나누는 확률이 서로 다름" }
fails = ["test_convention_p_is_keep"]
hint = { en = "Units survive with one probability and are divided by the other. Here p is the probability to KEEP a \
unit, and a kept unit is divided by the probability of being kept. Take p = 0.25 and an input of ones: which share \
of the training output is not zero, and what is its mean?", ko = "한 확률로 남기고 다른 확률로 나누고 있어요. 여기서 p는 유닛을 남길 확률이고, 남은 \
값은 남길 확률로 나누어요. p = 0.25이고 입력이 모두 1일 때, 학습 출력에서 0이 아닌 원소의 비율과 평균을 구해 보세요. 각각 얼마여야 할까요?" }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = ((np.random.rand(*x.shape) > p) / p).astype(x.dtype)
    return x * mask, (dropout_param, mask)

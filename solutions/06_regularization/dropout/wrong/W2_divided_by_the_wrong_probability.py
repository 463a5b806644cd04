'''
title = { en = "Divided by the wrong probability", ko = "잘못된 확률로 나눔" }
fails = ["test_convention_p_is_keep"]
hint = { en = "What you keep and what you divide by do not belong together: units survive with one probability and \
are divided by the other. Take p = 0.25 and compute the mean training output for an input of ones; the divisor has \
to be the probability with which a unit survives.", ko = "남기는 비율과 나누는 값이 서로 맞지 않아요. 한 확률로 \
남기고 다른 확률로 나누고 있어요. p = 0.25에서 입력이 모두 1일 때 학습 출력의 평균을 계산해 보세요. 나누는 값은 \
유닛이 살아남을 확률이어야 해요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = ((np.random.rand(*x.shape) > p) / p).astype(x.dtype)
    return x * mask, (dropout_param, mask)

'''
title = { en = "Keep and drop swapped", ko = "남길 확률과 제거 확률이 뒤바뀜" }
fails = ["test_convention_p_is_keep"]
hint = { en = "Count the zeros of your training output for p = 0.8: there are far too many. Here p is the \
probability to KEEP a unit (CS231n since 2018, and the paper); in PyTorch and in the CS231n files of 2016-17 the \
same letter means the probability to drop.", ko = "p = 0.8일 때 학습 출력에서 0의 비율을 세어 보세요. 0이 너무 \
많아요. 여기서 p는 유닛을 남길 확률이에요(2018년 이후의 CS231n과 원 논문). PyTorch와 2016-17년 CS231n 파일에서는 \
같은 글자가 제거 확률을 뜻해요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = (np.random.rand(*x.shape) >= p) / (1 - p) if p < 1 else np.zeros(x.shape)
    mask = mask.astype(x.dtype)
    return x * mask, (dropout_param, mask)

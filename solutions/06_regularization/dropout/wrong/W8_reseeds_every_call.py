'''
title = { en = "Reseeds in every call", ko = "호출할 때마다 시드를 다시 정함" }
fails = ["test_seed_and_fresh_masks"]
hint = { en = "Two calls without a seed give identical masks: the generator is reset each time, so training always \
drops the same units. Seed only when dropout_param contains a seed; otherwise go on drawing.", ko = "시드 없이 두 번 \
불러도 마스크가 똑같아요. 호출할 때마다 난수 생성기를 처음으로 되돌려서 늘 같은 유닛만 꺼져요. dropout_param에 \
seed가 있을 때만 시드를 정하고, 없으면 이어서 뽑으세요." }
'''


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    np.random.seed(dropout_param.get("seed", 0))
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = ((np.random.rand(*x.shape) < p) / p).astype(x.dtype)
    return x * mask, (dropout_param, mask)

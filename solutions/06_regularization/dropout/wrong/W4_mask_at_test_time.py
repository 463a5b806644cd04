'''
title = { en = "Units are dropped at test time", ko = "테스트 때도 유닛을 끔" }
fails = ["test_training_drops_and_rescales", "test_vanilla_modes"]
hint = { en = "Calling test mode twice gives two different answers: a mask is still drawn there. Dropping units is \
part of training only; a prediction must be deterministic. Look at what your code does before it asks for the \
mode.", ko = "테스트 모드를 두 번 부르면 답이 서로 달라요. 테스트 때도 마스크를 뽑고 있기 때문이에요. 유닛을 끄는 \
일은 학습 때만 하고, 예측은 항상 같은 값이어야 해요. 모드를 확인하기 전에 어떤 코드가 실행되는지 살펴보세요." }
'''


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = ((np.random.rand(*x.shape) < p) / p).astype(x.dtype)
    return x * mask, (dropout_param, mask)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in ("train", "test") or not 0 < p_keep <= 1:
        raise ValueError(mode)
    return (x * (rng.random(x.shape) < p_keep)).astype(x.dtype)

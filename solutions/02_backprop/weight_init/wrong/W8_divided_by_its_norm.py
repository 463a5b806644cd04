"""
title = { en = "Divided by its norm", ko = "노름으로 나눔" }
fails = ["test_spread_of_scheme"]
hint = { en = "You divide the random matrix by its norm. Then all weights together have length 1, and each one shrinks as the matrix grows: that is not a rule about variance. Normalised initialisation, in the paper of Glorot and Bengio, is the name of the Xavier formula itself.", ko = "무작위 행렬을 그 노름으로 나눴어요. 그러면 가중치 전체의 길이가 1이 되어서, 행렬이 클수록 가중치 하나하나가 작아져요. 분산에 관한 규칙이 아니에요. Glorot과 Bengio의 논문에서 정규화 초기화는 Xavier 공식 자체의 이름이에요." }
"""


def init_weights(shape, scheme, rng, std=0.01, gain=1.0, mode="fan_in", distribution="normal", dtype=np.float64):
    if scheme not in ("zeros", "constant", "random", "lecun", "xavier", "he"):
        raise ValueError("scheme")
    if mode not in ("fan_in", "fan_out"):
        raise ValueError("mode")
    if distribution not in ("normal", "uniform"):
        raise ValueError("distribution")
    if scheme in ("zeros", "constant"):
        return np.full(shape, 0 if scheme == "zeros" else std, dtype)
    sigma = std if scheme == "random" else _std(shape, scheme, gain, mode)
    bound = math.sqrt(3) * sigma
    w = sigma * rng.standard_normal(shape) if distribution == "normal" else rng.uniform(-bound, bound, shape)
    if scheme == "xavier":
        w = gain * w / np.linalg.norm(w)
    return w.astype(dtype)

"""
title = { en = "Divided by its norm", ko = "노름으로 나눔" }
fails = ["test_spread_of_scheme"]
hint = { en = "You divide the random matrix by its norm. Then all weights together have length 1, and their variance falls with the number of weights, not with fan-in and fan-out. Glorot and Bengio call the Xavier formula itself normalised initialisation; nothing is divided by a norm.", ko = "무작위 행렬을 그 노름으로 나눴어요. 그러면 가중치 전체의 길이가 1이 되어서, 분산이 입력 수와 출력 수가 아니라 가중치의 개수에 따라 작아져요. Glorot과 Bengio의 논문에서 정규화 초기화는 Xavier 공식을 부르는 이름이고, 노름으로 나눈다는 뜻이 아니에요." }
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

"""
title = { en = "Drawn from the global generator", ko = "전역 난수 생성기 사용" }
fails = ["test_only_rng"]
hint = { en = "The same rng gives different weights, because they come from the global np.random. An experiment can be repeated only if all randomness flows from the generator that was passed in. Which calls in your code ignore rng?", ko = "같은 rng를 넘겨도 가중치가 달라져요. 전역 np.random에서 뽑았기 때문이에요. 모든 난수가 넘겨받은 생성기에서 나와야 실험을 되풀이할 수 있어요. 코드에서 rng를 쓰지 않는 호출은 어느 것인가요?" }
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
    if distribution == "normal":
        return (sigma * np.random.standard_normal(shape)).astype(dtype)
    bound = math.sqrt(3) * sigma
    return np.random.uniform(-bound, bound, shape).astype(dtype)

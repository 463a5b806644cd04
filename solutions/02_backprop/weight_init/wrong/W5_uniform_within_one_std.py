"""
title = { en = "Uniform between minus and plus one standard deviation", ko = "±표준편차 사이의 균등 분포" }
fails = ["test_uniform_spread"]
hint = { en = "Your uniform weights reach from -std to std, so their variance is smaller than asked for. Work out the variance of a uniform distribution on [-b, b] and solve for b.", ko = "균등 분포의 범위를 -std에서 std까지로 잡아서 분산이 요구한 것보다 작아요. 구간 [-b, b]에서 균등 분포의 분산을 계산하고 b에 대해 풀어 보세요." }
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
        return (sigma * rng.standard_normal(shape)).astype(dtype)
    bound = sigma
    return rng.uniform(-bound, bound, shape).astype(dtype)

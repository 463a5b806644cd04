"""
title = { en = "Every layer gets the input", ko = "모든 층이 입력을 받음" }
fails = ["test_he_carries_relu", "test_small_weights_collapse"]
hint = { en = "All layers show almost the same numbers: each of them starts from the input again. In a deep network a layer receives the output of the layer before it.", ko = "모든 층의 값이 거의 똑같아요. 층마다 입력에서 다시 출발하기 때문이에요. 깊은 신경망에서 한 층은 바로 앞 층의 출력을 받아요." }
"""


def activation_stats(scheme, act, depth, width, rng, n=512, std=0.01):
    functions = {
        "relu": lambda z: np.maximum(z, 0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 0.5 * (1 + np.tanh(z / 2)),
    }
    if act not in functions:
        raise ValueError("act")
    h = rng.standard_normal((n, width))
    stats = []
    for _ in range(depth):
        out = functions[act](h @ init_weights((width, width), scheme, rng, std))
        stats.append({"mean": float(out.mean()), "std": float(out.std())})
    return stats

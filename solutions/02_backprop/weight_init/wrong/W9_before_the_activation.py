"""
title = { en = "Measured before the activation", ko = "활성화 함수 앞에서 잼" }
fails = ["test_he_carries_relu"]
hint = { en = "Your numbers describe h @ W, before the activation function. A mean near 0 after ReLU gives it away, since ReLU returns nothing negative. What does the next layer receive?", ko = "활성화 함수를 지나기 전의 h @ W를 쟀어요. ReLU는 음수를 내지 않는데 평균이 0에 가까운 것이 그 증거예요. 다음 층이 받는 값은 무엇인가요?" }
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
        z = h @ init_weights((width, width), scheme, rng, std)
        stats.append({"mean": float(z.mean()), "std": float(z.std())})
        h = functions[act](z)
    return stats

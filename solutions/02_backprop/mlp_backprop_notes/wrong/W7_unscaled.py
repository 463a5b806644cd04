"""
title = { en = "Weights of variance 1", ko = "분산이 1인 가중치" }
fails = ["test_start", "test_no_saturation"]
hint = { en = "Your weights have variance 1, however many inputs a unit has. With 784 random pixels between 0 and 1 the sums in front of the sigmoid have a standard deviation of about 16, and most units start saturated. The variance must shrink as the layer gets wider: which variance does the docstring ask for?", ko = "유닛의 입력이 몇 개든 가중치의 분산이 1이에요. 0과 1 사이의 무작위 픽셀이 784개라면 시그모이드에 들어가는 합의 표준편차가 16쯤이라 유닛 대부분이 포화된 채로 시작해요. 층이 넓을수록 분산을 줄여야 해요. 독스트링은 어떤 분산을 요구하나요?" }
"""


def init_params(D, H, K, rng):
    return {
        "W1": rng.standard_normal((D, H)),
        "b1": np.zeros(H),
        "W2": rng.standard_normal((H, K)),
        "b2": np.zeros(K),
    }

"""
title = { en = "Compares weights, not gradients", ko = "기울기가 아니라 가중치를 비교함" }
fails = ["test_symmetry"]
hint = { en = "You look at the weights. Different weights can still get identical gradients: think of a second layer that is zero, and of what it sends back. Compute the gradient itself.", ko = "가중치를 비교했어요. 가중치가 서로 달라도 기울기는 같을 수 있어요. 둘째 층이 모두 0이면 무엇을 되돌려 보내는지 생각해 보고, 기울기를 직접 계산하세요." }
"""


def hidden_grads_identical(W1, W2, X, y):
    return bool(np.allclose(W1, W1[:, :1]) and np.allclose(W2, W2[:1]))

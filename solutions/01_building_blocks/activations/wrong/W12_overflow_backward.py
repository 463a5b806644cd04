"""
title = { en = "exp of a large positive number in the backward pass", ko = "역전파에서 큰 양수의 exp" }
fails = ["test_elu_large", "test_selu_large", "test_softplus_large"]
hint = { en = "The forward pass is safe, but the backward pass takes exp of a large positive number, which overflows above 709, also where np.where throws the value away afterwards. Bound the exponent as in the forward pass, or compute only the branch that is needed.", ko = "순전파는 안전한데 역전파에서 큰 양수의 exp를 구하고 있어요. 709를 넘으면 오버플로가 일어나고, np.where가 나중에 버리는 값이라도 마찬가지예요. 순전파에서처럼 지수가 커지지 않게 하거나 필요한 갈래만 계산하세요." }
"""


def elu_backward(dout, cache):
    x, alpha = cache
    return np.where(x > 0, dout, dout * alpha * np.exp(x))


def softplus_backward(dout, cache):
    return dout / (1 + np.exp(-cache))

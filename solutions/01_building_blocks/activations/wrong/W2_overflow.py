"""
title = { en = "exp of a large positive number", ko = "큰 양수의 exp" }
fails = ["test_sigmoid_large", "test_tanh_large", "test_elu_large", "test_selu_large", "test_softplus_large"]
hint = { en = "exp overflows above 709, also where np.where throws the value away afterwards, and what is built from it becomes inf or NaN. Rewrite the formula so that no exponent is positive: two branches by the sign of x, or a library function that is made for this such as logaddexp.", ko = "exp는 709를 넘으면 오버플로를 일으켜요. np.where가 나중에 버리는 값이라도 마찬가지이고, 그 값으로 만든 결과는 inf나 NaN이 될 수 있어요. 지수가 양수가 되지 않도록 식을 고쳐 보세요. x의 부호에 따라 두 갈래로 나누거나, logaddexp처럼 이런 용도로 만든 함수를 써도 돼요." }
"""


def sigmoid_forward(x):
    out = 1 / (1 + np.exp(-_floating(x)))
    return out, out


def tanh_forward(x):
    x = _floating(x)
    out = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
    return out, out


def elu_forward(x, alpha=1.0):
    x = _floating(x)
    return np.where(x > 0, x, alpha * (np.exp(x) - 1)), (x, alpha)


def softplus_forward(x):
    x = _floating(x)
    return np.log(1 + np.exp(x)), x

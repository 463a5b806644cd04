"""
title = { en = "Softmax differentiated element by element", ko = "소프트맥스를 원소별로 미분" }
fails = ["test_gradients"]
hint = { en = "You differentiate the softmax as if every weight depended on its own score alone. All weights of a row \
share one denominator, so raising one score lowers the other weights. A check: the gradients of the scores of a row \
must sum to 0.", ko = "가중치가 자기 점수에 따라서만 변한다고 보고 미분했어요. 한 행의 가중치들은 분모를 함께 쓰기 \
때문에 점수 하나가 커지면 나머지 가중치가 작아져요. 한 행의 점수에 대한 기울기를 모두 더했을 때 0이 되는지 확인해 \
보세요." }
"""


def attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = weights * dweights * scale
    return dscores @ k, np.swapaxes(dscores, -1, -2) @ q, np.swapaxes(weights, -1, -2) @ dout

'''
title = { en = "Backward pass scales twice", ko = "역전파에서 두 번 나눔" }
fails = ["test_backward_uses_forward_mask", "test_backward_against_finite_differences"]
hint = { en = "The zeros of your dx are right, its size is not: dx is divided by p once more than the output was. If \
the mask in the cache already contains the factor 1/p, the backward pass multiplies by this mask and does nothing \
else.", ko = "dx에서 0의 위치는 맞지만 크기가 달라요. 출력보다 p로 한 번 더 나눴어요. cache의 마스크에 이미 1/p이 \
들어 있다면, 역전파는 그 마스크를 곱하기만 하면 돼요." }
'''


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout.copy() if mask is None else (dout * mask / dropout_param["p"]).astype(dout.dtype)

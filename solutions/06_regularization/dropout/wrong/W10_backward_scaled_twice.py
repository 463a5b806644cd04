'''
title = { en = "Backward pass scales twice", ko = "역전파에서 두 번 나눔" }
fails = ["test_backward_uses_forward_mask", "test_backward_against_finite_differences"]
hint = { en = "The zeros of your dx are right, its size is not: dx is divided by p once more than the output was. \
Look at what the mask in your cache holds for a kept unit, 1 or already 1/p. How often may 1/p appear on the way \
from dout to dx?", ko = "dx에서 0의 위치는 맞지만 크기가 달라요. 출력보다 p로 한 번 더 나눴어요. cache의 마스크에서 남은 유닛의 값이 1인지, 이미 1/p인지 확인해 보세요. \
dout에서 dx까지 가는 동안 1/p을 몇 번 곱해야 할까요?" }
'''


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout.copy() if mask is None else (dout * mask / dropout_param["p"]).astype(dout.dtype)

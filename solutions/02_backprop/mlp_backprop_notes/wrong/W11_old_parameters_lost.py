"""
title = { en = "Old parameters overwritten", ko = "이전 파라미터를 덮어씀" }
fails = ["test_step_keeps_old"]
hint = { en = "The parameters that were passed in are changed. Whoever still holds the old dict, a cache or a saved best model, now holds other numbers. Build new arrays in a new dict.", ko = "받은 파라미터를 그 자리에서 바꿨어요. 캐시나 저장해 둔 최적 모델처럼 이전 딕셔너리를 들고 있던 곳의 값까지 함께 바뀌어요. 새 딕셔너리에 새 배열을 만드세요." }
"""


def sgd_step(params, grads, lr):
    for key in params:
        params[key] -= lr * grads[key]
    return params

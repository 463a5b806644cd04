"""
title = { en = "Some parameters never move", ko = "움직이지 않는 파라미터가 있음" }
fails = ["test_step"]
hint = { en = "Only part of the parameters is updated: the biases come back as they were. Go through the keys of the dict, so that none can be forgotten and none is misspelt.", ko = "파라미터의 일부만 갱신했어요. 편향이 받은 그대로 돌아와요. 키 이름을 하나씩 적는 대신 딕셔너리의 키를 차례로 돌면, 빠뜨리거나 잘못 적을 일이 없어요." }
"""


def sgd_step(params, grads, lr):
    new = dict(params)
    for key in ("W1", "W2"):
        new[key] = params[key] - lr * grads[key]
    return new

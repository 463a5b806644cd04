"""
title = { en = "Parameters counted for pooling", ko = "풀링의 파라미터를 셈" }
fails = ["test_connections_behind_pooling", "test_summary_of_lenet", "test_summary_of_rectangles"]
hint = { en = "Pooling layers are given parameters. A maximum or a mean has nothing to learn: the window has a size, but no weights. What pooling changes is the size of the input of the next fully connected layer.", ko = "풀링 층에 파라미터가 있는 것으로 세고 있어요. 최댓값이나 평균에는 학습할 것이 없어요. 창에는 크기만 있고 가중치는 없어요. 풀링이 바꾸는 것은 다음 완전연결층으로 들어가는 입력의 크기예요." }
"""

_layer_without_weights = _layer


def _layer(layer, shape):
    out, params = _layer_without_weights(layer, shape)
    if layer["type"] == "pool":
        kh, kw = _pair(layer["kernel"])
        params = shape[0] * kh * kw
    return out, params


def pool_params():
    return 1

"""
title = { en = "Biases not counted", ko = "편향을 세지 않음" }
fails = ["test_weights_with_bias", "test_connections"]
hint = { en = "Only the weights are counted. Every filter, and every unit of a fully connected layer, has one bias as well unless it is switched off. How many biases does a layer with 64 filters have?", ko = "가중치만 세고 있어요. 편향을 끄지 않는 한, 필터마다 그리고 완전연결층의 유닛마다 편향이 하나씩 더 있어요. 필터가 64개인 층의 편향은 모두 몇 개일까요?" }
"""


def conv2d_params(cin, cout, k, bias=True, groups=1):
    _per_group(cout, groups)
    kh, kw = _pair(k)
    return cout * _per_group(cin, groups) * kh * kw


def fc_params(n_in, n_out, bias=True):
    return n_in * n_out

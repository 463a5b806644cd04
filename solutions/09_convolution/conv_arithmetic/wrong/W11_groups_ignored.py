"""
title = { en = "Groups ignored", ko = "그룹을 무시함" }
fails = ["test_weights_in_groups"]
hint = { en = "Every filter is counted with all input channels. With groups a filter sees the channels of its own group only; with as many groups as channels (depthwise) it sees a single one.", ko = "모든 필터가 입력 채널을 전부 보는 것으로 세고 있어요. 그룹이 있으면 필터는 자기 그룹의 채널만 봐요. 그룹 수가 채널 수와 같으면(depthwise) 채널 하나만 봐요." }
"""


def conv2d_params(cin, cout, k, bias=True, groups=1):
    if cin % groups or cout % groups:
        raise ValueError("groups")
    kh, kw = _pair(k)
    return cout * cin * kh * kw + cout * bias

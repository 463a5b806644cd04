"""
title = { en = "Bias added once per channel", ko = "편향을 채널마다 더함" }
fails = ["test_forward_matches_reference"]

[hint]
en = "Your output contains the bias once for every input channel. The sum over channels is finished first; b[f] is \
then added once per output value."
ko = "출력에 편향이 입력 채널 수만큼 더해져 있어요. 채널에 대한 합을 먼저 끝내고, 출력값 하나에 b[f]를 한 번만 \
더해요."
"""

_right_forward = conv_forward_naive


def conv_forward_naive(x, w, b, conv_param):
    return _right_forward(x, w, b * x.shape[1], conv_param)

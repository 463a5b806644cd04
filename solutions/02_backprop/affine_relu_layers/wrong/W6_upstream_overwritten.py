'''
title = { en = "ReLU overwrites the upstream gradient", ko = "ReLU가 상류 기울기를 덮어씀" }
fails = ["test_relu_gradient_dout_again"]
hint = { en = "dout belongs to the caller. In a network with branches the same gradient flows into several layers, and an assignment into it spoils it for the others. Compute dx as a new array.", ko = "dout은 함수를 부른 쪽의 배열이에요. 가지가 나뉘는 신경망에서는 같은 기울기가 여러 층으로 흘러가는데, 여기에 값을 대입하면 다른 층의 기울기까지 망가져요. dx를 새 배열로 계산하세요." }
'''


def relu_backward(dout, cache):
    dout[cache <= 0] = 0
    return dout

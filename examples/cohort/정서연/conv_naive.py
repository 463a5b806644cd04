"""print로 디버깅하다가 지우지 않았습니다. 아주 많이요."""


def conv_forward_naive(x, w, b, conv_param):
    while True:
        print("x =", x, "w =", w, flush=True)


def conv_backward_naive(dout, cache):
    print("dout " * 10_000_000)
    return dout, dout, dout

"""
title = { en = "Fan-in and fan-out swapped", ko = "입력 수와 출력 수가 뒤바뀜" }
fails = ["test_fans", "test_spread_of_scheme"]
hint = { en = "Inputs and outputs are the wrong way round. A dense layer here computes x @ W with W of shape (in, out), the transpose of what PyTorch stores; the shape of a convolution starts with its filters, the outputs. Draw one output unit and count the arrows that arrive.", ko = "입력과 출력이 뒤바뀌었어요. 여기서 완전연결층은 (in, out) 모양의 W로 x @ W를 계산해요. PyTorch가 저장하는 모양의 전치예요. 합성곱의 모양은 출력인 필터 수부터 적어요. 출력 유닛 하나를 그리고 들어오는 화살표를 세어 보세요." }
"""


def fan_in_out(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    if len(shape) != 4:
        raise ValueError("shape")
    filters, channels, height, width = shape
    return filters * height * width, channels * height * width

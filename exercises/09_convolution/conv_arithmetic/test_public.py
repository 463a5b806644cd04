"""Public checks of conv_arithmetic: small, visible, worked out by hand.

The hidden suite uses other numbers and asks more.
"""

from grader.judge import case, expect, say


@case("conv_output_size", "The examples of the README", "README의 예제")
def test_example_sizes(student):
    for call, want in (((5, 3), 3), ((5, 3, 2), 2), ((6, 3, 2, 1), 3), ((7, 3, 1, 0, 2), 3), ((224, 7, 2, 3), 112)):
        expect.close(student.conv_output_size(*call), want, f"conv_output_size{call}")
    expect.raises(ValueError, lambda: student.conv_output_size(2, 3), "conv_output_size(2, 3)")


@case("conv2d_output_shape", "An image that is wider than high", "높이보다 너비가 큰 이미지")
def test_example_shape(student):
    got = student.conv2d_output_shape((3, 5, 10), 8, (3, 4), (1, 2), (1, 0))
    expect.close(got, (8, 5, 4), say("output shape", "출력 모양"))


@case("conv2d_params", "3 to 64 channels, 3 x 3", "채널 3개에서 64개로, 3 x 3")
def test_example_weights(student):
    expect.close(student.conv2d_params(3, 64, 3), 1792, "conv2d_params(3, 64, 3)")
    expect.close(student.conv2d_params(3, 64, 3, False), 1728, "conv2d_params(3, 64, 3, False)")
    expect.close(student.conv2d_params(64, 64, 3, True, 64), 640, "conv2d_params(64, 64, 3, True, 64)")


@case("fc_params", "An image into 64 units; pooling", "이미지에서 유닛 64개로; 풀링")
def test_example_connections(student):
    expect.close(student.fc_params(224 * 224 * 3, 64), 9633856, "fc_params(150528, 64)")
    expect.close(student.pool_params(), 0, "pool_params()")


@case("same_padding", "Kernels of 3 and 5, and dilation 2", "크기 3과 5인 커널, 그리고 팽창 2")
def test_example_padding(student):
    for call, want in (((3,), 1), ((5,), 2), ((3, 2), 2)):
        expect.close(student.same_padding(*call), want, f"same_padding{call}")


@case("receptive_field", "The example of the README", "README의 예제")
def test_example_field(student):
    expect.close(student.receptive_field([(3, 1), (2, 2), (3, 1)]), (8, 2), "(size, jump)")


@case("conv2d_macs", "The example of the README", "README의 예제")
def test_example_multiplications(student):
    expect.close(student.conv2d_macs((3, 224, 224), 64, 3, 1, 1), 86704128, "conv2d_macs")


@case("model_summary", "The example of the README", "README의 예제")
def test_example_summary(student):
    layers = [
        {"name": "conv", "type": "conv", "filters": 4, "kernel": 3},
        {"name": "pool", "type": "pool", "kernel": 2},
        {"name": "flat", "type": "flatten"},
        {"name": "fc", "type": "fc", "units": 10},
    ]
    want = [
        {"name": "conv", "output_shape": (4, 6, 6), "params": 40},
        {"name": "pool", "output_shape": (4, 3, 3), "params": 0},
        {"name": "flat", "output_shape": (36,), "params": 0},
        {"name": "fc", "output_shape": (10,), "params": 370},
    ]
    expect.close(student.model_summary(layers, (1, 8, 8)), want, "model_summary")

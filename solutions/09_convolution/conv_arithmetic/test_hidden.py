"""Hidden suite of conv_arithmetic.

Output sizes are judged against counted window positions, not against the formula. All geometries are drawn; kernels,
strides and images of the shape cases are rectangular with different height and width.
"""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect, say


def positions(i, k, s=1, p=0, d=1):
    """Windows counted one by one: all starts from which the last element of the kernel still lies inside."""
    return sum(1 for start in range(0, i + 2 * p, s) if start + d * (k - 1) < i + 2 * p)


def whole(rng, low, high):
    """An int in ``[low, high)``."""
    return int(rng.integers(low, high))


def geometries(rng, count):
    """(i, k, s, p): all strides from 1 to 4, paddings from 0 to 3, with and without remainder."""
    return [(whole(rng, 9, 40), whole(rng, 2, 8), 1 + n % 4, (n // 4) % 4) for n in range(count)]


def rectangle(rng):
    """A kernel, a stride and a padding whose height and width differ, and an image on which that shows."""
    k, s, p = (3, 6), (1, 3), (2, 0)
    return (whole(rng, 2, 6), whole(rng, 12, 16), whole(rng, 24, 32)), k, s, p


# --- sizes ---------------------------------------------------------------------------------------


@case("conv_output_size", "As many as there are window positions", "창을 놓을 수 있는 자리의 수와 같아요")
def test_positions_are_counted(student, rng):
    calls = [*geometries(rng, 32), (7, 3), (whole(rng, 8, 20), 2)]
    sizes = student.each("conv_output_size", calls)
    expect.close(sizes, [positions(*call) for call in calls], "conv_output_size(i, k, s, p)")


@case("conv_output_size", "Dilated kernels", "팽창(dilation)이 있는 커널")
def test_positions_with_dilation(student, rng):
    calls = [(*geometry, 2 + n % 3) for n, geometry in enumerate(geometries(rng, 16))]
    calls = [(i + 20, k, s, p, d) for i, k, s, p, d in calls]
    sizes = student.each("conv_output_size", calls)
    expect.close(sizes, [positions(*call) for call in calls], "conv_output_size(i, k, s, p, d)")


@case(
    "conv_output_size",
    "A kernel as large as the input: one position",
    "입력과 크기가 같은 커널: 자리는 하나",
    group="robust",
)
def test_positions_at_the_limit(student, rng):
    i = whole(rng, 5, 12)
    for call in ((i, i), (i, i + 2, 1, 1), (i, i, 5), (9, 5, 1, 0, 2), (1, 1), (i, i + 3, 2, 2)):
        expect.close(student.conv_output_size(*call), positions(*call), "conv_output_size")


@case(
    "conv_output_size",
    "A kernel that does not fit raises ValueError",
    "커널이 들어가지 않으면 ValueError",
    group="robust",
)
def test_positions_refused(student, rng):
    i = whole(rng, 5, 12)
    for call in ((i, i + 1), (i, i + 3, 1, 1), (i, i + 4, 3, 1), (8, 5, 1, 0, 2)):
        expect.raises(ValueError, lambda call=call: student.conv_output_size(*call), "conv_output_size")


@case("conv2d_output_shape", "Square kernels", "정사각형 커널")
def test_shape_of_square(student, rng):
    for k, s, p in ((5, 1, 2), (4, 2, 1), (2, 3, 0)):
        shape, cout = (whole(rng, 1, 5), whole(rng, 9, 15), whole(rng, 18, 30)), whole(rng, 6, 40)
        got = student.conv2d_output_shape(shape, cout, k, s, p)
        expect.close(
            got, (cout, positions(shape[1], k, s, p), positions(shape[2], k, s, p)), say("output shape", "출력 모양")
        )


@case("conv2d_output_shape", "Height and width of their own", "높이와 너비가 서로 달라요")
def test_shape_of_rectangle(student, rng):
    shape, k, s, p = rectangle(rng)
    got = student.conv2d_output_shape(shape, 11, k, s, p)
    want = (11, positions(shape[1], k[0], s[0], p[0]), positions(shape[2], k[1], s[1], p[1]))
    expect.close(got, want, say("output shape", "출력 모양"))


@case(
    "conv2d_output_shape", "A kernel that does not fit along one axis", "한 축에서만 들어가지 않는 커널", group="robust"
)
def test_shape_refused(student, rng):
    c = whole(rng, 1, 5)
    for k in (7, (7, 1)):
        expect.raises(
            ValueError,
            lambda k=k: student.conv2d_output_shape((c, 6, 20), 4, k, 1, 0),
            "conv2d_output_shape",
        )
    got = student.conv2d_output_shape((c, 6, 20), 4, (1, 7))
    expect.close(got, (4, 6, 14), say("output shape", "출력 모양"))


@case("same_padding", "A convolution of stride 1 keeps the size", "스트라이드 1인 합성곱이 크기를 유지해요")
def test_padding_keeps_size(student, rng):
    calls = [(3,), (5,), (7,), (3, 2), (5, 3), (whole(rng, 2, 6) * 2 + 1, 4), (4, 2)]
    paddings = student.each("same_padding", calls)
    expect.close(paddings, [(positions(99, *(c[0], 1, 0, *c[1:])) - 99) // -2 for c in calls], "same_padding(k, d)")


@case(
    "same_padding",
    "Pairs, kernels of size 1, and kernels without a middle",
    "쌍, 크기 1인 커널, 가운데가 없는 커널",
    group="robust",
)
def test_padding_edges(student):
    expect.close(student.same_padding((3, 7)), (1, 3), "same_padding((kh, kw))")
    expect.close(student.same_padding((1, 5), 2), (0, 4), "same_padding((kh, kw), d)")
    for k in ((4,), (2, 3), ((3, 6),)):
        expect.raises(ValueError, lambda k=k: student.same_padding(*k), "same_padding")


# --- parameters and multiplications --------------------------------------------------------------


@case("conv2d_params", "With bias, as usual", "보통대로 편향이 있을 때")
def test_weights_with_bias(student, reference, rng):
    calls = [(3, whole(rng, 8, 70), 3), (whole(rng, 2, 9), whole(rng, 8, 70), 5), (7, 10, 1), (4, 9, (3, 5))]
    counts = student.each("conv2d_params", calls)
    expect.close(counts, [reference.conv2d_params(*call) for call in calls], "conv2d_params(cin, cout, k)")


@case("conv2d_params", "Without bias", "편향이 없을 때")
def test_weights_without_bias(student, reference, rng):
    calls = [(3, whole(rng, 8, 70), 3, False), (whole(rng, 2, 9), 12, 5, False), (4, 9, (3, 5), False)]
    counts = student.each("conv2d_params", calls)
    expect.close(counts, [reference.conv2d_params(*call) for call in calls], "conv2d_params(cin, cout, k, False)")


@case("conv2d_params", "Groups", "그룹")
def test_weights_in_groups(student, reference, rng):
    c = 12 * whole(rng, 1, 4)
    calls = [(c, 2 * c, 3, False, 2), (c, c, 3, True, c), (c, 3 * c, (1, 3), True, 4), (c, 24, 5, False, 3)]
    counts = student.each("conv2d_params", calls)
    expect.close(counts, [reference.conv2d_params(*call) for call in calls], "conv2d_params(..., groups)")


@case(
    "conv2d_params",
    "Channels that groups do not divide raise ValueError",
    "그룹으로 나누어떨어지지 않는 채널은 ValueError",
    group="robust",
)
def test_weights_refused(student, rng):
    n = whole(rng, 1, 4)
    for cin, cout in ((3 * n + 1, 6), (6, 3 * n + 2)):
        call = (cin, cout, 3, True, 3)
        expect.raises(ValueError, lambda call=call: student.conv2d_params(*call), "conv2d_params")


@case("fc_params", "With and without bias", "편향이 있을 때와 없을 때")
def test_connections(student, rng):
    n, m = whole(rng, 100, 900), whole(rng, 5, 70)
    counts = student.each("fc_params", [(n, m), (n, m, True), (m, n)])
    expect.close(counts, [n * m + m, n * m + m, n * m + n], "fc_params(n_in, n_out)")
    expect.close(student.fc_params(n, m, False), n * m, "fc_params(n_in, n_out, False)")


@case("fc_params", "Pooling has none, and shrinks the next layer", "풀링에는 없고, 다음 층이 작아져요")
def test_connections_behind_pooling(student, rng):
    c, h, m = whole(rng, 3, 9), 4 * whole(rng, 2, 6), whole(rng, 5, 40)
    before, after = student.fc_params(c * h * h, m), student.fc_params(c * (h // 2) ** 2, m)
    none = student.pool_params()
    expect.close(
        (before, none, after),
        (c * h * h * m + m, 0, c * h * h // 4 * m + m),
        say("(fc, pooling, fc after pooling)", "(완전연결, 풀링, 풀링 뒤의 완전연결)"),
    )


@case("conv2d_macs", "One multiplication per weight and position", "가중치와 자리마다 곱셈 한 번")
def test_multiplications(student, reference, rng):
    for k, s, p in ((5, 1, 1), (4, 2, 0)):
        shape, cout = (whole(rng, 2, 6), whole(rng, 9, 15), whole(rng, 18, 30)), whole(rng, 6, 40)
        got = student.conv2d_macs(shape, cout, k, s, p)
        expect.close(got, reference.conv2d_macs(shape, cout, k, s, p), "conv2d_macs")
        expect.close(student.conv2d_macs(shape, cout, k), reference.conv2d_macs(shape, cout, k), "conv2d_macs")


@case("conv2d_macs", "Rectangles and groups", "직사각형과 그룹", group="robust")
def test_multiplications_in_groups(student, reference, rng):
    shape, k, s, p = rectangle(rng)
    shape = (6, *shape[1:])
    for groups in (1, 3):
        got = student.conv2d_macs(shape, 9, k, s, p, groups)
        expect.close(got, reference.conv2d_macs(shape, 9, k, s, p, groups), "conv2d_macs")


# --- receptive field -----------------------------------------------------------------------------


@case("receptive_field", "Stacks of stride 1", "스트라이드 1인 층을 쌓았을 때")
def test_field_of_stack(student, rng):
    ks = [whole(rng, 2, 8) for _ in range(4)]
    for layers in ([(3, 1)] * 3, [(k, 1) for k in ks]):
        got = student.receptive_field(layers)
        expect.close(got, (1 + sum(k - 1 for k, _ in layers), 1), "(size, jump)")


def touched(layers, start):
    """Inputs that output ``start`` of a stack depends on, followed window by window from the last layer back."""
    seen = {start}
    for k, s in reversed(layers):
        seen = {n * s + j for n in seen for j in range(k)}
    return seen


@case("receptive_field", "Strides count for the layers behind them", "스트라이드는 그다음 층부터 영향을 줘요")
def test_field_with_strides(student, rng):
    drawn = [(whole(rng, 3, 6), whole(rng, 2, 4)), (whole(rng, 3, 5), 1), (3, 2)]
    for layers in ([(7, 2), (3, 2)], [(3, 1), (2, 2), (3, 1), (2, 2)], drawn):
        got = student.receptive_field(layers)
        first, second = touched(layers, 0), touched(layers, 1)
        expect.close(got, (max(first) + 1, min(second)), "(size, jump)")


@case(
    "receptive_field",
    "No layer, one layer, windows with gaps",
    "층이 없을 때, 하나일 때, 창 사이가 뜰 때",
    group="robust",
)
def test_field_edges(student):
    for layers, want in (([], (1, 1)), ([(5, 3)], (5, 3)), ([(1, 2), (1, 2)], (1, 4)), ([(2, 4), (3, 2)], (10, 8))):
        expect.close(student.receptive_field(layers), want, "(size, jump)")


# --- summary -------------------------------------------------------------------------------------


def lenet(rng):
    """A small network of every kind of layer."""
    return [
        {"name": "c1", "type": "conv", "filters": whole(rng, 5, 9), "kernel": 5, "pad": 2},
        {"name": "r1", "type": "relu"},
        {"name": "s2", "type": "pool", "kernel": 2},
        {"name": "c3", "type": "conv", "filters": whole(rng, 12, 20), "kernel": 4},
        {"name": "s4", "type": "pool", "kernel": 3, "stride": 2},
        {"name": "flat", "type": "flatten"},
        {"name": "f5", "type": "fc", "units": whole(rng, 60, 99)},
        {"name": "out", "type": "fc", "units": 10},
    ]


@case("model_summary", "A network in the manner of LeNet", "LeNet을 닮은 신경망")
def test_summary_of_lenet(student, reference, rng):
    layers, shape = lenet(rng), (whole(rng, 1, 4), 28, 32)
    got = student.model_summary([dict(layer) for layer in layers], shape)
    expect.close(got, reference.model_summary(layers, shape), "model_summary")


@case("model_summary", "Rectangles, padded pooling, layers without bias", "직사각형, 패딩이 있는 풀링, 편향이 없는 층")
def test_summary_of_rectangles(student, reference, rng):
    shape, k, s, p = rectangle(rng)
    layers = [
        {"name": "a", "type": "conv", "filters": 7, "kernel": k, "stride": s, "pad": p, "bias": False},
        {"name": "b", "type": "pool", "kernel": (3, 2), "stride": (2, 1), "pad": (1, 0)},
        {"name": "c", "type": "flatten"},
        {"name": "d", "type": "fc", "units": 6, "bias": False},
    ]
    got = student.model_summary([dict(layer) for layer in layers], shape)
    expect.close(got, reference.model_summary(layers, shape), "model_summary")


@case(
    "model_summary",
    "Unknown layers and kernels that do not fit raise ValueError",
    "모르는 층과 들어가지 않는 커널은 ValueError",
    group="robust",
)
def test_summary_refused(student, rng):
    for layer in ({"type": "deconv", "filters": 3, "kernel": 3}, {"type": "pool", "kernel": whole(rng, 7, 9)}):
        call = [{"name": "x", **layer}]
        expect.raises(ValueError, lambda call=call: student.model_summary(call, (2, 6, 6)), "model_summary")


@case("model_summary", "The description of the model stays as it is", "모델 설명을 바꾸지 않아요", group="hygiene")
def test_summary_keeps_layers(student, rng):
    student.model_summary(lenet(rng), (1, 28, 28))
    expect.unmodified(student, 0, what="layers")


@case(
    "conv2d_output_shape",
    "numpy is not needed: plain ints and tuples come back",
    "numpy 없이 int와 튜플만 돌려줘요",
    group="hygiene",
)
def test_shape_is_plain(student, rng):
    got = student.conv2d_output_shape((1, 9, 9), whole(rng, 2, 9), 3, 1, 1)
    expect.holds(
        isinstance(got, tuple) and all(isinstance(n, int | np.integer) for n in got),
        say("the output shape is a tuple of ints", "출력 모양은 정수로 된 튜플이에요"),
    )

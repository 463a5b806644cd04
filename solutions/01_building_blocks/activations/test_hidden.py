"""Hidden suite of activations.

Core: values, and gradients through the student's own forward pass, away from kinks. Robust: inputs up to 1e4 with
floating-point errors turned into exceptions in the sandbox, and the properties that make each function what it is.
"""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect, inputs, say

LARGE = np.array([-1e4, -740.0, -90.0, -3.5, 2.5, 90.0, 740.0, 1e4])


def forward_agrees(student, reference, name, x, *options):
    """The output of ``name`` is the reference's."""
    out, _ = getattr(student, f"{name}_forward")(x.copy(), *options)
    expect.close(out, getattr(reference, f"{name}_forward")(x, *options)[0], "out")


def both_agree(student, reference, name, x, dout, *options):
    """The output and the gradient of ``name`` are the reference's."""
    out, cache = getattr(student, f"{name}_forward")(x.copy(), *options)
    dx = getattr(student, f"{name}_backward")(dout.copy(), cache)
    want, kept = getattr(reference, f"{name}_forward")(x, *options)
    expect.close(out, want, "out")
    expect.gradient(dx, getattr(reference, f"{name}_backward")(dout, kept), "dx")


def survives(student, reference, rng, name):
    """Large inputs, where an overflow raises; values and gradients are right."""
    x, dout = rng.permutation(LARGE), rng.uniform(1, 2, LARGE.shape)
    student.library("numpy.seterr", over="raise")
    both_agree(student, reference, name, x, dout)


def manners(student, reference, rng, name, *options):
    """float32 stays, integers become float64, scalars and empty arrays work, nothing is modified."""
    forward, backward = getattr(student, f"{name}_forward"), getattr(student, f"{name}_backward")
    x, dout = (inputs.away_from(rng, (3, 4)).astype(np.float32) for _ in range(2))
    out, cache = forward(inputs.read_only(x), *options)
    expect.unmodified(student, 0, what="x")
    dx = backward(inputs.read_only(dout), cache)
    expect.unmodified(student, 0, what="dout")
    whole, _ = forward(np.array([[-2, 0, 3]]), *options)
    point, _ = forward(np.array(-1.5), *options)
    none, _ = forward(np.zeros((0, 3)), *options)
    want, kept = getattr(reference, f"{name}_forward")(x, *options)
    expect.close(out, want, "out")
    expect.dtype(out, "float32", "out")
    expect.close(dx, getattr(reference, f"{name}_backward")(dout, kept), "dx")
    expect.dtype(dx, "float32", "dx")
    expect.close(whole, getattr(reference, f"{name}_forward")(np.array([[-2, 0, 3]]), *options)[0], "out")
    expect.dtype(whole, "float64", "out")
    expect.close(point, getattr(reference, f"{name}_forward")(np.array(-1.5), *options)[0], "out")
    expect.shape(none, (0, 3), "out")


# --- sigmoid and tanh ----------------------------------------------------------------------------


@case("sigmoid_forward", "Values", "값이 맞아요")
def test_sigmoid_values(student, reference, rng):
    forward_agrees(student, reference, "sigmoid", 2 * rng.standard_normal((3, 5)))


@case("sigmoid_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_sigmoid_slopes(student, reference, rng):
    both_agree(student, reference, "sigmoid", 2 * rng.standard_normal((2, 3, 2)), rng.standard_normal((2, 3, 2)))


@case(
    "sigmoid_forward", "Inputs up to 1e4, without overflow", "1e4에 이르는 입력에도 오버플로가 없어요", group="robust"
)
def test_sigmoid_large(student, reference, rng):
    survives(student, reference, rng, "sigmoid")


@case("sigmoid_forward", "s(x) + s(-x) = 1, steepest at 0", "s(x) + s(-x) = 1이고 0에서 가장 가팔라요", group="robust")
def test_sigmoid_symmetry(student, rng):
    x = inputs.away_from(rng, (7,))
    (up, cache), (down, _) = student.sigmoid_forward(x.copy()), student.sigmoid_forward(-x)
    slopes = student.sigmoid_backward(np.ones(7), cache)
    _, cache = student.sigmoid_forward(np.zeros(1))
    steepest = student.sigmoid_backward(np.ones(1), cache)
    for answer in (up, down, slopes):
        expect.shape(answer, (7,), "s(x)")
    expect.close(up, 1 - down, "s(x)")
    expect.holds(bool(np.all(np.sign(up - 0.5) == np.sign(x))), say("s(x) > 1/2 where x > 0", "x > 0이면 s(x) > 1/2"))
    expect.close(steepest, np.array([0.25]), "s'(0)")
    expect.holds(
        bool(np.all(slopes < 0.25) and np.all(slopes > 0)),
        say("0 < s'(x) < 1/4 for x != 0", "x != 0이면 0 < s'(x) < 1/4"),
    )


@case(
    "sigmoid_forward",
    "Types, scalars, empty arrays, inputs kept",
    "자료형, 스칼라, 빈 배열, 입력 보존",
    group="hygiene",
)
def test_sigmoid_manners(student, reference, rng):
    manners(student, reference, rng, "sigmoid")


@case("tanh_forward", "Values", "값이 맞아요")
def test_tanh_values(student, reference, rng):
    forward_agrees(student, reference, "tanh", rng.standard_normal((4, 3)))


@case("tanh_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_tanh_slopes(student, reference, rng):
    both_agree(student, reference, "tanh", rng.standard_normal((5, 3)), rng.standard_normal((5, 3)))


@case("tanh_forward", "Inputs up to 1e4, without overflow", "1e4에 이르는 입력에도 오버플로가 없어요", group="robust")
def test_tanh_large(student, reference, rng):
    survives(student, reference, rng, "tanh")


@case(
    "tanh_forward", "Types, scalars, empty arrays, inputs kept", "자료형, 스칼라, 빈 배열, 입력 보존", group="hygiene"
)
def test_tanh_manners(student, reference, rng):
    manners(student, reference, rng, "tanh")


# --- ReLU and its leaky relatives ----------------------------------------------------------------


@case("relu_forward", "Values, small and large", "작은 값과 큰 값 모두 맞아요")
def test_relu_values(student, reference, rng):
    x = inputs.away_from(rng, (4, 5))
    x[1], x[2, 2:] = 8 * x[1], [3.5, -3.5, 1e6]
    forward_agrees(student, reference, "relu", x)


@case("relu_forward", "Gradient, for upstream gradients of both signs", "부호가 섞인 기울기가 들어와도 맞아요")
def test_relu_slopes(student, reference, rng):
    x, dout = inputs.away_from(rng, (2, 5, 3)), inputs.away_from(rng, (2, 5, 3))
    x[0, 0], dout[0, 0], x[1, 0] = [1.5, -1.5, 2.5], [-1.0, 2.0, 3.0], [7.5, -8.5, 0.5]
    both_agree(student, reference, "relu", x, dout)


@case(
    "relu_forward",
    "Unbounded above, zero below, slope 1 or 0",
    "위로는 끝이 없고 아래는 0, 기울기는 1 또는 0",
    group="robust",
)
def test_relu_range(student, rng):
    x = np.array([1e6, -1e6, 1e-8, -1e-8, 30.0]) * rng.uniform(1, 2)
    out, cache = student.relu_forward(x.copy())
    dx = student.relu_backward(np.full(5, -2.0), cache)
    expect.close(out, np.where(x < 0, 0.0, x), "out", scale=0.0)
    expect.close(dx, np.array([-2.0, 0.0, -2.0, 0.0, -2.0]), "dx")


@case(
    "relu_forward",
    "Slope 0 at 0; types, scalars, empty arrays, inputs kept",
    "0에서의 기울기 0, 자료형, 스칼라, 빈 배열, 입력 보존",
    group="hygiene",
)
def test_relu_manners(student, reference, rng):
    manners(student, reference, rng, "relu")
    _, cache = student.relu_forward(np.array([0.0, 1.0]))
    expect.close(student.relu_backward(np.array([3.0, 2.0]), cache), np.array([0.0, 2.0]), "dx")


@case("leaky_relu_forward", "Values, with the usual slope and another", "기본 기울기와 다른 기울기에서 값이 맞아요")
def test_leaky_values(student, reference, rng):
    forward_agrees(student, reference, "leaky_relu", inputs.away_from(rng, (3, 4)))
    forward_agrees(student, reference, "leaky_relu", inputs.away_from(rng, (5,)), 0.3)


@case("leaky_relu_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_leaky_slopes(student, reference, rng):
    x, dout = inputs.away_from(rng, (4, 3)), inputs.away_from(rng, (4, 3))
    x[0], dout[0] = [1.5, -1.5, 2.5], [-1.0, 2.0, 3.0]
    both_agree(student, reference, "leaky_relu", x, dout, 0.2)


@case(
    "leaky_relu_forward",
    "Slope alpha at 0; types, scalars, empty arrays, inputs kept",
    "0에서의 기울기 alpha, 자료형, 스칼라, 빈 배열, 입력 보존",
    group="hygiene",
)
def test_leaky_manners(student, reference, rng):
    manners(student, reference, rng, "leaky_relu", 0.25)
    _, cache = student.leaky_relu_forward(np.array([0.0, 1.0]))
    expect.close(student.leaky_relu_backward(np.array([3.0, 2.0]), cache), np.array([0.03, 2.0]), "dx")


@case(
    "prelu_forward",
    "Values, with one slope and with one per channel",
    "기울기가 하나일 때와 채널마다 있을 때 값이 맞아요",
)
def test_prelu_values(student, reference, rng):
    x, a = inputs.away_from(rng, (4, 3)), rng.uniform(0.1, 0.6, 3)
    forward_agrees(student, reference, "prelu", x, np.array(0.4))
    forward_agrees(student, reference, "prelu", x, a)


def prelu_agrees(student, reference, x, a, dout):
    """Output and both gradients of PReLU."""
    out, cache = student.prelu_forward(x.copy(), a.copy())
    dx, da = student.prelu_backward(dout.copy(), cache)
    want, kept = reference.prelu_forward(x, a)
    true_dx, true_da = reference.prelu_backward(dout, kept)
    expect.close(out, want, "out")
    expect.gradient(dx, true_dx, "dx")
    if a.ndim == 0:
        expect.close(da, float(true_da), "da", rtol=1e-6)
    else:
        expect.gradient(da, true_da, "da")


@case("prelu_forward", "Gradients of input and slopes", "입력과 기울기 파라미터의 기울기")
def test_prelu_slopes(student, reference, rng):
    x, dout = inputs.away_from(rng, (5, 3)), rng.uniform(0.5, 2, (5, 3))
    x[0] = [-1.0, -0.5, -2.0]
    prelu_agrees(student, reference, x, rng.uniform(0.1, 0.6, 3), dout)


@case("prelu_forward", "One slope shared by all of x", "x 전체가 기울기 하나를 함께 써요")
def test_prelu_shared(student, reference, rng):
    x, dout = inputs.away_from(rng, (4, 3)), rng.uniform(0.5, 2, (4, 3))
    x[0] = [-1.0, -0.5, -2.0]
    prelu_agrees(student, reference, x, np.array(rng.uniform(0.1, 0.6)), dout)


@case("prelu_forward", "Images: the channels lie on axis 1", "이미지: 채널은 1번 축이에요", group="robust")
def test_prelu_images(student, reference, rng):
    x, dout = inputs.away_from(rng, (2, 3, 4, 3)), rng.standard_normal((2, 3, 4, 3))
    prelu_agrees(student, reference, x, rng.uniform(0.1, 0.6, 3), dout)


@case(
    "prelu_forward",
    "float32 stays, integers become float64, inputs kept",
    "float32는 유지되고 정수는 float64가 되고, 입력은 그대로예요",
    group="hygiene",
)
def test_prelu_manners(student, reference, rng):
    x, dout = (inputs.away_from(rng, (3, 4)).astype(np.float32) for _ in range(2))
    a = rng.uniform(0.1, 0.6, 4).astype(np.float32)
    out, cache = student.prelu_forward(inputs.read_only(x), inputs.read_only(a))
    expect.unmodified(student, 0, 1, what="x, a")
    dx, da = student.prelu_backward(inputs.read_only(dout), cache)
    expect.unmodified(student, 0, what="dout")
    whole, _ = student.prelu_forward(np.array([[-2, 0, 3]]), np.array(0.25))
    empty, _ = student.prelu_forward(np.zeros((0, 4)), np.ones(4))
    want, kept = reference.prelu_forward(x, a)
    expect.close(out, want, "out")
    for answer, true, name in zip((dx, da), reference.prelu_backward(dout, kept), ("dx", "da"), strict=True):
        expect.close(answer, true, name)
        expect.dtype(answer, "float32", name)
    expect.dtype(out, "float32", "out")
    expect.close(whole, np.array([[-0.5, 0.0, 3.0]]), "out")
    expect.dtype(whole, "float64", "out")
    expect.shape(empty, (0, 4), "out")


# --- ELU, SELU, softplus -------------------------------------------------------------------------


@case("elu_forward", "Values, with the usual alpha and another", "기본 alpha와 다른 alpha에서 값이 맞아요")
def test_elu_values(student, reference, rng):
    forward_agrees(student, reference, "elu", inputs.away_from(rng, (3, 4)))
    forward_agrees(student, reference, "elu", inputs.away_from(rng, (7,)), 0.6)


@case("elu_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_elu_slopes(student, reference, rng):
    both_agree(student, reference, "elu", inputs.away_from(rng, (5, 3)), rng.standard_normal((5, 3)), 0.7)


@case(
    "elu_forward",
    "Inputs up to 1e4: tends to -alpha, without overflow",
    "1e4에 이르는 입력: -alpha로 다가가고 오버플로가 없어요",
    group="robust",
)
def test_elu_large(student, reference, rng):
    survives(student, reference, rng, "elu")


@case("elu_forward", "Types, scalars, empty arrays, inputs kept", "자료형, 스칼라, 빈 배열, 입력 보존", group="hygiene")
def test_elu_manners(student, reference, rng):
    manners(student, reference, rng, "elu", 0.8)


@case("selu_forward", "Values", "값이 맞아요")
def test_selu_values(student, reference, rng):
    forward_agrees(student, reference, "selu", inputs.away_from(rng, (4, 3)))


@case("selu_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_selu_slopes(student, reference, rng):
    both_agree(student, reference, "selu", inputs.away_from(rng, (3, 5)), rng.standard_normal((3, 5)))


@case("selu_forward", "Mean 0 and variance 1 stay", "평균 0과 분산 1이 유지돼요", group="robust")
def test_selu_moments(student, rng):
    out, _ = student.selu_forward(rng.standard_normal(100_000))
    expect.shape(out, (100_000,), "out")
    expect.between(
        float(np.mean(out)), -0.03, 0.03, say("mean(selu(x)) = 0 for x ~ N(0, 1)", "x ~ N(0, 1)일 때 mean(selu(x)) = 0")
    )
    expect.between(
        float(np.var(out)), 0.95, 1.05, say("var(selu(x)) = 1 for x ~ N(0, 1)", "x ~ N(0, 1)일 때 var(selu(x)) = 1")
    )


@case("selu_forward", "Inputs up to 1e4, without overflow", "1e4에 이르는 입력에도 오버플로가 없어요", group="robust")
def test_selu_large(student, reference, rng):
    survives(student, reference, rng, "selu")


@case("softplus_forward", "Values", "값이 맞아요")
def test_softplus_values(student, reference, rng):
    forward_agrees(student, reference, "softplus", 2 * rng.standard_normal((3, 4)))


@case("softplus_forward", "Gradient, through your own forward pass", "내가 만든 순전파를 거친 기울기")
def test_softplus_slopes(student, reference, rng):
    both_agree(student, reference, "softplus", 2 * rng.standard_normal((4, 3)), rng.standard_normal((4, 3)))


@case(
    "softplus_forward", "Inputs up to 1e4, without overflow", "1e4에 이르는 입력에도 오버플로가 없어요", group="robust"
)
def test_softplus_large(student, reference, rng):
    survives(student, reference, rng, "softplus")


@case(
    "softplus_forward",
    "Types, scalars, empty arrays, inputs kept",
    "자료형, 스칼라, 빈 배열, 입력 보존",
    group="hygiene",
)
def test_softplus_manners(student, reference, rng):
    manners(student, reference, rng, "softplus")

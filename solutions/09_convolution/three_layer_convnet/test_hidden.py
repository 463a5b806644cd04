"""Hidden suite of three_layer_convnet: two nets with the same parameters must say the same.

A case makes a net of the student, gives it parameters of its own through ``params``, as an optimiser would, and
compares scores, loss and gradients with those of a reference net. Heights differ from widths nearly everywhere.
All nets work in float64, except where float32 is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say

NET = "ThreeLayerConvNet"


# --- layers joined -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Geometry:
    """Images (N, C, H, W), filters (F, HH, WW), stride and padding; a pooling window with its stride."""

    x: tuple[int, int, int, int]
    w: tuple[int, int, int]
    stride: int = 1
    pad: int = 1
    pool: tuple[int, int, int] = (2, 2, 2)

    @property
    def conv_param(self) -> dict[str, int]:
        return {"stride": self.stride, "pad": self.pad}

    @property
    def pool_param(self) -> dict[str, int]:
        return {"pool_height": self.pool[0], "pool_width": self.pool[1], "stride": self.pool[2]}

    @property
    def maps(self) -> tuple[int, ...]:
        sizes = zip(self.x[2:], self.w[1:], strict=True)
        return self.x[0], self.w[0], *((size + 2 * self.pad - k) // self.stride + 1 for size, k in sizes)

    @property
    def pooled(self) -> tuple[int, ...]:
        sizes = zip(self.maps[2:], self.pool[:2], strict=True)
        return *self.maps[:2], *((size - k) // self.pool[2] + 1 for size, k in sizes)

    def draw(self, rng: np.random.Generator) -> tuple[Any, Any, Any]:
        w = rng.standard_normal((self.w[0], self.x[1], *self.w[1:]))
        return rng.standard_normal(self.x), w, rng.standard_normal(self.w[0])


CORE = [
    pytest.param(Geometry((2, 3, 6, 6), (4, 3, 3)), id="three_channels"),
    pytest.param(Geometry((3, 2, 8, 4), (3, 3, 3)), id="rectangles"),
]
ODD = Geometry((1, 2, 9, 7), (3, 2, 3), stride=2, pad=0, pool=(2, 3, 1))


def answers(student, rng, geometry, pool):
    """Output and gradients of the student, with the arguments of both passes."""
    parts = geometry.draw(rng)
    params = (geometry.conv_param, geometry.pool_param) if pool else (geometry.conv_param,)
    forward, backward = (
        (student.conv_relu_pool_forward, student.conv_relu_pool_backward)
        if pool
        else (student.conv_relu_forward, student.conv_relu_backward)
    )
    dout = rng.standard_normal(geometry.pooled if pool else geometry.maps)
    out, cache = forward(*(part.copy() for part in parts), *params)
    return out, lambda: backward(dout.copy(), cache), (*parts, *params), dout


def judge_forward(student, reference, rng, geometry, pool):
    out, _, args, _ = answers(student, rng, geometry, pool)
    truth = reference.conv_relu_pool_forward if pool else reference.conv_relu_forward
    expect.close(out, lambda: truth(*args)[0], "out")


def judge_backward(student, reference, rng, geometry, pool):
    _, backward, args, dout = answers(student, rng, geometry, pool)
    dx, dw, db = backward()
    if pool:
        truth = reference.conv_relu_pool_backward(dout, reference.conv_relu_pool_forward(*args)[1])
    else:
        truth = reference.conv_relu_backward(dout, reference.conv_relu_forward(*args)[1])
    for got, true, name in zip((dx, dw, db), truth, ("dx", "dw", "db"), strict=True):
        expect.gradient(got, true, name)


@case("conv_relu_forward", "Values of the pair", "두 층을 이은 값")
@pytest.mark.parametrize("geometry", CORE)
def test_pair_values(student, reference, rng, geometry):
    judge_forward(student, reference, rng, geometry, pool=False)


@case("conv_relu_forward", "Arguments stay as they were", "인자를 바꾸지 않아요", group="hygiene")
def test_pair_leaves_arguments_alone(student, rng):
    x, w, b = ODD.draw(rng)
    student.conv_relu_forward(inputs.read_only(x), w, b, ODD.conv_param)
    expect.unmodified(student, what="x, w, b, conv_param")


@case("conv_relu_backward", "Gradients of the pair", "두 층을 이은 기울기", needs=("conv_relu_forward",))
@pytest.mark.parametrize("geometry", CORE)
def test_pair_slopes(student, reference, rng, geometry):
    judge_backward(student, reference, rng, geometry, pool=False)


@case(
    "conv_relu_backward",
    "Stride 2 without padding",
    "패딩 없이 스트라이드 2",
    group="robust",
    needs=("conv_relu_forward",),
)
def test_pair_slopes_with_stride(student, reference, rng):
    judge_backward(student, reference, rng, ODD, pool=False)


@case("conv_relu_pool_forward", "Values of the three layers", "세 층을 이은 값")
@pytest.mark.parametrize("geometry", CORE)
def test_trio_values(student, reference, rng, geometry):
    judge_forward(student, reference, rng, geometry, pool=True)


@case("conv_relu_pool_forward", "Overlapping windows that are not square", "겹치고 정사각형이 아닌 창", group="robust")
def test_trio_values_of_any_geometry(student, reference, rng):
    judge_forward(student, reference, rng, ODD, pool=True)


@case(
    "conv_relu_pool_backward", "Gradients of the three layers", "세 층을 이은 기울기", needs=("conv_relu_pool_forward",)
)
@pytest.mark.parametrize("geometry", CORE)
def test_trio_slopes(student, reference, rng, geometry):
    judge_backward(student, reference, rng, geometry, pool=True)


@case(
    "conv_relu_pool_backward",
    "Overlapping windows that are not square",
    "겹치고 정사각형이 아닌 창",
    group="robust",
    needs=("conv_relu_pool_forward",),
)
def test_trio_slopes_of_any_geometry(student, reference, rng):
    judge_backward(student, reference, rng, ODD, pool=True)


# --- the net -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Net:
    """Sizes of one net."""

    image: tuple[int, int, int]
    filters: int
    size: int
    hidden: int
    classes: int

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        c, h, w = self.image
        return {
            "W1": (self.filters, c, self.size, self.size),
            "b1": (self.filters,),
            "W2": (self.filters * (h // 2) * (w // 2), self.hidden),
            "b2": (self.hidden,),
            "W3": (self.hidden, self.classes),
            "b3": (self.classes,),
        }

    def options(self) -> dict[str, Any]:
        return {
            "input_dim": self.image,
            "num_filters": self.filters,
            "filter_size": self.size,
            "hidden_dim": self.hidden,
            "num_classes": self.classes,
        }

    def draw(self, rng: np.random.Generator) -> dict[str, Any]:
        """Parameters with which no layer is dead or saturated; biases are not zero."""
        params = {}
        for key, shape in self.shapes.items():
            fan_in = np.prod(shape[1:]) if key == "W1" else shape[0]
            scale = np.sqrt(2 / fan_in) if key[0] == "W" else 0.3
            params[key] = scale * rng.standard_normal(shape)
        return params

    def batch(self, rng: np.random.Generator, n: int) -> tuple[Any, Any]:
        y = rng.permutation(np.concatenate([np.arange(self.classes), rng.integers(0, self.classes, n)])[:n])
        return rng.standard_normal((n, *self.image)), y


SMALL = Net((2, 4, 6), 3, 3, 7, 4)
TALL = Net((3, 8, 4), 2, 5, 6, 3)


def net_of(student, sizes, params=None, **options):
    """A net of the student in float64, with these parameters."""
    float64 = student.library("numpy.dtype", "float64")
    net = student.ThreeLayerConvNet(**sizes.options(), dtype=float64, **options)
    if params is not None:
        net.params = params
    return net


def true_net(reference, sizes, params, reg=0.0):
    net = reference.ThreeLayerConvNet(**sizes.options(), reg=reg, dtype=np.float64)
    net.params = {key: value.copy() for key, value in params.items()}
    return net


def loss_and_grads(answer):
    """The two parts of an answer in training."""
    expect.holds(
        type(answer) in (tuple, list) and len(answer) == 2,
        say("loss(X, y) returns (loss, grads)", "loss(X, y)는 (loss, grads)를 돌려줘요"),
    )
    expect.holds(type(answer[1]) is dict, say("grads is a dict", "grads는 dict예요"))
    return answer


def judge_training(student, reference, rng, sizes, n, reg):
    params = sizes.draw(rng)
    x, y = sizes.batch(rng, n)
    loss, grads = loss_and_grads(net_of(student, sizes, params, reg=reg).loss(x, y))
    true_loss, true_grads = true_net(reference, sizes, params, reg).loss(x, y)
    expect.holds(set(grads) == set(true_grads), say("keys of grads = keys of params", "grads의 키 = params의 키"))
    expect.close(loss, float(true_loss), "loss")
    for key, goal in true_grads.items():
        if np.any(goal):
            expect.gradient(grads[key], goal, f"grads['{key}']")
        else:  # a layer above may be dead for a single image; the other keys still judge
            expect.close(grads[key], goal, f"grads['{key}']", atol=1e-12)


def initialised(params, sizes, scale, dtype):
    """Keys, shapes, dtypes and distributions of fresh parameters; bands of five standard deviations."""
    expect.holds(type(params) is dict, say("params is a dict", "params는 dict예요"))
    expect.holds(
        set(params) == set(sizes.shapes),
        say("the keys of params are W1, b1, W2, b2, W3, b3", "params의 키는 W1, b1, W2, b2, W3, b3이에요"),
    )
    for key, shape in sizes.shapes.items():
        expect.shape(params[key], shape, key)
        expect.finite(params[key], key)
        expect.dtype(params[key], dtype, key)
    for key, shape in sizes.shapes.items():
        if key[0] == "b":
            expect.equal(np.asarray(params[key], np.float64), np.zeros(shape), key)
            continue
        w, n = np.ravel(params[key]).astype(np.float64), int(np.prod(shape))
        band = 5 / np.sqrt(2 * n)
        expect.between(float(w.std()) / scale, 1 - band, 1 + band, f"std({key}) = weight_scale")
        expect.between(float(w.mean()) / scale, -5 / np.sqrt(n), 5 / np.sqrt(n), f"mean({key}) = 0")


@case(
    NET, "Fresh parameters, and the loss of a net that knows nothing", "초기 파라미터와 아무것도 모르는 신경망의 손실"
)
def test_net_starts(student, rng):
    sizes = Net((3, 10, 6), 8, 3, 12, 7)
    x, y = sizes.batch(rng, 5)
    net = net_of(student, sizes, weight_scale=1e-2)
    params, answer = net.params, net.loss(x, y)
    initialised(params, sizes, 1e-2, "float64")
    expect.close(loss_and_grads(answer)[0], np.log(7), "loss", atol=0.05)


@case(NET, "Scores", "점수")
@pytest.mark.parametrize("sizes", [SMALL, TALL], ids=["wide", "tall"])
def test_net_scores(student, reference, rng, sizes):
    params = sizes.draw(rng)
    x, _ = sizes.batch(rng, 5)
    scores = net_of(student, sizes, params, reg=0.3).loss(x)
    expect.close(scores, lambda: true_net(reference, sizes, params).loss(x), say("scores", "점수"))


@case(NET, "Loss and gradients", "손실과 기울기")
@pytest.mark.parametrize(
    ("sizes", "reg"), [(SMALL, 0.0), (SMALL, 0.8), (TALL, 2.1)], ids=["plain", "penalty", "strong_penalty"]
)
def test_net_training(student, reference, rng, sizes, reg):
    judge_training(student, reference, rng, sizes, 5, reg)


@case(NET, "One image", "이미지 한 장", group="robust")
def test_net_training_on_one_image(student, reference, rng):
    judge_training(student, reference, rng, SMALL, 1, 0.2)


@case(NET, "Digits of 28 x 28 in one channel", "채널이 하나인 28 x 28 숫자 이미지", group="robust")
def test_net_training_on_digits(student, reference, rng):
    judge_training(student, reference, rng, Net((1, 28, 28), 2, 5, 8, 10), 3, 0.1)


@case(NET, "Images with odd height and width", "높이와 너비가 홀수인 이미지", group="robust")
def test_net_on_odd_images(student, reference, rng):
    sizes = Net((2, 7, 5), 3, 1, 6, 4)
    x, y = sizes.batch(rng, 4)
    fresh = net_of(student, sizes).params
    expect.holds(type(fresh) is dict and "W2" in fresh, say("params has W2", "params에는 W2가 있어요"))
    expect.shape(fresh["W2"], sizes.shapes["W2"], "W2")
    params = sizes.draw(rng)
    loss, grads = loss_and_grads(net_of(student, sizes, params, reg=0.4).loss(x, y))
    truth = true_net(reference, sizes, params, 0.4).loss(x, y)
    expect.close(loss, float(truth[0]), "loss")
    expect.holds("W1" in grads, say("grads has W1", "grads에는 W1이 있어요"))
    expect.gradient(grads["W1"], truth[1]["W1"], "grads['W1']")


@case(
    NET,
    "Sizes, standard deviation and dtype without arguments",
    "인자 없이 만들 때의 크기, 표준편차, 자료형",
    group="robust",
)
def test_net_defaults(student, rng):
    net = student.ThreeLayerConvNet()
    params, scores = net.params, net.loss(rng.standard_normal((1, 3, 32, 32)).astype(np.float32))
    initialised(params, Net((3, 32, 32), 32, 7, 100, 10), 1e-3, "float32")
    expect.shape(scores, (1, 10), say("scores", "점수"))
    expect.holds(net.reg == 0, "reg = 0")


@case(NET, "A few images are learnt by heart", "이미지 몇 장을 모두 외워요", group="robust")
def test_net_learns_by_heart(student, rng):
    sizes = Net((1, 6, 4), 4, 3, 16, 3)
    params = sizes.draw(rng)
    x, y = sizes.batch(rng, 6)
    net = net_of(student, sizes, params)
    for _ in range(40):
        _, grads = loss_and_grads(net.loss(x, y))
        expect.holds(set(grads) == set(params), say("keys of grads = keys of params", "grads의 키 = params의 키"))
        for key in params:
            expect.shape(grads[key], params[key].shape, f"grads['{key}']")
            params[key] = params[key] - 0.2 * grads[key]
        net.params = params
    scores = net.loss(x)
    expect.shape(scores, (6, 3), say("scores", "점수"))
    expect.holds(
        bool(np.all(scores.argmax(axis=1) == y)),
        say("every image is classified correctly", "모든 이미지를 올바르게 분류해요"),
    )


@case(NET, "Nothing changes but by the optimiser", "옵티마이저 말고는 아무것도 바꾸지 않아요", group="hygiene")
def test_net_leaves_everything_alone(student, rng):
    params = SMALL.draw(rng)
    x, y = SMALL.batch(rng, 3)
    net = net_of(student, SMALL, {key: value.copy() for key, value in params.items()}, reg=0.5)
    net.loss(inputs.read_only(x), y)
    expect.unmodified(student, what="X, y")
    expect.close(net.params, params, "params")


@case(NET, "float32 stays float32", "float32는 float32로 남아요", group="hygiene")
def test_net_in_float32(student, reference, rng):
    params = {key: value.astype(np.float32) for key, value in SMALL.draw(rng).items()}
    x, _ = SMALL.batch(rng, 3)
    net = student.ThreeLayerConvNet(**SMALL.options())
    net.params = params
    scores = net.loss(x.astype(np.float32))
    expect.close(scores, lambda: true_net(reference, SMALL, params).loss(x.astype(np.float32)), say("scores", "점수"))
    expect.dtype(scores, "float32", say("scores", "점수"))

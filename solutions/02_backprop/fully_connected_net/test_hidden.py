"""Hidden suite of fully_connected_net: two nets with the same parameters must say the same.

A case makes a net of the student, gives it parameters of its own through ``params``, as an optimiser would, and
compares scores, loss and gradients with those of a reference net. Masks of dropout are the student's own affair:
those cases judge properties that hold for every mask. All nets work in float64, except where float32 is judged.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say
from grader.judge.failures import CandidateRaised

TWO, DEEP, COUNT = "TwoLayerNet", "FullyConnectedNet", "count_params"
H = 1e-7


def layer_sizes(dims, d, c):
    """(fan in, fan out) of every affine layer."""
    sizes = [d, *dims, c]
    return list(pairwise(sizes))


def draw_params(rng, dims, d, c, batchnorm=False):
    """Parameters of a net whose hidden units are neither dead nor saturated; biases and shifts are not zero."""
    params = {}
    for i, (fan_in, fan_out) in enumerate(layer_sizes(dims, d, c), start=1):
        params[f"W{i}"] = rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in / 2)
        params[f"b{i}"] = rng.uniform(0.2, 0.6, fan_out) * rng.choice([-1.0, 1.0], fan_out)
        if batchnorm and i <= len(dims):
            params[f"gamma{i}"], params[f"beta{i}"] = rng.uniform(0.6, 1.7, fan_out), rng.uniform(0.2, 0.9, fan_out)
    return params


def draw_batch(rng, shape, c):
    """Samples of ``shape`` and classes, every class at least once where the batch allows it."""
    y = rng.permutation(np.concatenate([np.arange(c), rng.integers(0, c, shape[0])])[: shape[0]])
    return rng.standard_normal(shape), y


def generations(student, dims, keep, batchnorm, options):
    """A net by the constructor of any year of the course: newest names of its options first."""
    attempts = [{"dropout_keep_ratio": keep} if keep != 1 else {}, {"dropout": keep}]
    norms = [{"normalization": "batchnorm"} if batchnorm else {}, {"use_batchnorm": True}]
    trials = [{**options, **a, **n} for n in norms[: 1 + batchnorm] for a in attempts[: 1 + (keep != 1)]]
    refused = None
    for trial in trials:
        try:
            return student.FullyConnectedNet(list(dims), **trial)
        except CandidateRaised as error:
            if error.raised.type_name != "TypeError":
                raise
            refused = refused or error  # the student reads about the newest names, not about those of 2016
    raise refused


def deep_net(student, dims, d, c, params=None, *, keep=1, batchnorm=False, **options):
    """A ``FullyConnectedNet`` of the student in float64, with these parameters."""
    options = {"input_dim": d, "num_classes": c, "dtype": student.library("numpy.dtype", "float64"), **options}
    net = generations(student, dims, keep, batchnorm, options)
    if params is not None:
        net.params = params
    return net


def true_deep(reference, dims, d, c, params, *, batchnorm=False, reg=0.0):
    net = reference.FullyConnectedNet(
        list(dims), d, c, normalization="batchnorm" if batchnorm else None, reg=reg, dtype=np.float64
    )
    net.params = {key: value.copy() for key, value in params.items()}
    return net


def two_net(student, d, h, c, params, reg=0.0):
    net = student.TwoLayerNet(input_dim=d, hidden_dim=h, num_classes=c, reg=reg)
    net.params = params
    return net


def true_two(reference, d, h, c, params, reg=0.0):
    net = reference.TwoLayerNet(d, h, c, reg=reg)
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


def same_training(answer, truth):
    """Loss and every gradient agree, the key sets too."""
    loss, grads = loss_and_grads(answer)
    true_loss, true_grads = truth
    expect.holds(set(grads) == set(true_grads), say("keys of grads = keys of params", "grads의 키 = params의 키"))
    expect.close(loss, float(true_loss), "loss")
    for key, goal in true_grads.items():
        if np.any(goal):
            expect.gradient(grads[key], goal, f"grads['{key}']")
        else:  # a layer above may be dead for a single sample; the other keys still judge
            expect.close(grads[key], goal, f"grads['{key}']", atol=1e-12)


def slope_nearest(mine, after, here, before):
    """Of the central, forward and backward difference the nearest to ``mine``: a ReLU may have its kink on one side."""
    slopes = [(after - before) / (2 * H), (after - here) / H, (here - before) / H]
    return min(slopes, key=lambda slope: abs(slope - mine))


def initialised(params, dims, d, c, scale, batchnorm=False):
    """Keys, shapes and distributions of fresh parameters; bands of five standard deviations."""
    expect.holds(type(params) is dict, say("params is a dict", "params는 dict예요"))
    keys = set(draw_params(np.random.default_rng(0), dims, d, c, batchnorm))
    expect.holds(set(params) == keys, say("keys of params", "params의 키가 정해진 것과 같아요"))
    weights = []
    for i, (fan_in, fan_out) in enumerate(layer_sizes(dims, d, c), start=1):
        expect.shape(params[f"W{i}"], (fan_in, fan_out), f"W{i}")
        expect.finite(params[f"W{i}"], f"W{i}")
        weights.append(np.ravel(params[f"W{i}"]))
        expect.equal(np.asarray(params[f"b{i}"], np.float64), np.zeros(fan_out), f"b{i}")
        if f"gamma{i}" in keys:
            expect.equal(np.asarray(params[f"gamma{i}"], np.float64), np.ones(fan_out), f"gamma{i}")
            expect.equal(np.asarray(params[f"beta{i}"], np.float64), np.zeros(fan_out), f"beta{i}")
    for i, w in enumerate(weights, start=1):
        n = w.size
        expect.between(
            float(w.std()) / scale, 1 - 5 / np.sqrt(2 * n), 1 + 5 / np.sqrt(2 * n), f"std(W{i}) = weight_scale"
        )
        expect.between(float(w.mean()) / scale, -5 / np.sqrt(n), 5 / np.sqrt(n), f"mean(W{i}) = 0")


# --- TwoLayerNet ---------------------------------------------------------------------------------


@case(
    TWO, "Fresh parameters, and the loss of a net that knows nothing", "초기 파라미터와 아무것도 모르는 신경망의 손실"
)
def test_two_layer_start(student, rng):
    x, y = draw_batch(rng, (9, 20), 7)
    net = student.TwoLayerNet(input_dim=20, hidden_dim=40, num_classes=7, weight_scale=1e-2)
    params, answer = net.params, net.loss(x, y)
    initialised(params, [40], 20, 7, 1e-2)
    expect.close(loss_and_grads(answer)[0], np.log(7), "loss", atol=0.05)


@case(TWO, "Scores of rows and of images", "행과 이미지의 점수")
def test_two_layer_scores(student, reference, rng):
    params = draw_params(rng, [5], 12, 4)
    x, _ = draw_batch(rng, (6, 3, 2, 2), 4)
    net = two_net(student, 12, 5, 4, params)
    scores = [net.loss(x), net.loss(x.reshape(6, 12))]
    for got in scores:
        expect.close(got, true_two(reference, 12, 5, 4, params).loss(x), say("scores", "점수"))


@case(TWO, "Loss and gradients", "손실과 기울기")
@pytest.mark.parametrize("reg", [0.0, 3.14], ids=["plain", "penalty"])
def test_two_layer_training(student, reference, rng, reg):
    params = draw_params(rng, [7], 4, 3)
    x, y = draw_batch(rng, (6, 4), 3)
    answer = two_net(student, 4, 7, 3, params, reg).loss(x, y)
    same_training(answer, true_two(reference, 4, 7, 3, params, reg).loss(x, y))


@case(TWO, "One sample, given as an image", "이미지로 준 표본 하나", group="robust")
def test_two_layer_single(student, reference, rng):
    params = draw_params(rng, [5], 12, 3)
    x, y = draw_batch(rng, (1, 2, 3, 2), 3)
    answer = two_net(student, 12, 5, 3, params, 0.3).loss(x, y)
    same_training(answer, true_two(reference, 12, 5, 3, params, 0.3).loss(x, y))


@case(TWO, "Sizes and standard deviation without arguments", "인자 없이 만들 때의 크기와 표준편차", group="robust")
def test_two_layer_defaults(student, rng):
    net = student.TwoLayerNet()
    params, scores = net.params, net.loss(rng.standard_normal((2, 3, 32, 32)))
    initialised(params, [100], 3072, 10, 1e-3)
    expect.shape(scores, (2, 10), say("scores", "점수"))
    expect.holds(net.reg == 0, "reg = 0")


@case(TWO, "Nothing changes but by the optimiser", "옵티마이저 말고는 아무것도 바꾸지 않아요", group="hygiene")
def test_two_layer_keeps_everything(student, rng):
    params = draw_params(rng, [5], 4, 3)
    x, y = draw_batch(rng, (6, 4), 3)
    net = two_net(student, 4, 5, 3, {key: value.copy() for key, value in params.items()}, 0.5)
    net.loss(inputs.read_only(x), y)
    expect.unmodified(student, what="X, y")
    expect.close(net.params, params, "params")


# --- FullyConnectedNet ---------------------------------------------------------------------------


@case(
    DEEP, "Fresh parameters, and the loss of a net that knows nothing", "초기 파라미터와 아무것도 모르는 신경망의 손실"
)
@pytest.mark.parametrize("batchnorm", [False, True], ids=["plain", "normalised"])
def test_deep_start(student, rng, batchnorm):
    x, y = draw_batch(rng, (9, 15), 6)
    net = deep_net(student, [20, 20, 20], 15, 6, batchnorm=batchnorm, weight_scale=1e-2)
    params, answer = net.params, net.loss(x, y)
    initialised(params, [20, 20, 20], 15, 6, 1e-2, batchnorm)
    expect.close(loss_and_grads(answer)[0], np.log(6), "loss", atol=0.1)


@case(DEEP, "Loss and gradients of nets of any depth", "여러 깊이의 신경망에서 구한 손실과 기울기")
@pytest.mark.parametrize(
    ("dims", "reg"),
    [([6], 0.4), ([7, 5], 0.0), ([5, 8, 6], 1.3)],
    ids=["two_layers", "three_layers", "four_layers"],
)
def test_deep_training(student, reference, rng, dims, reg):
    params = draw_params(rng, dims, 4, 3)
    x, y = draw_batch(rng, (5, 4), 3)
    answer = deep_net(student, dims, 4, 3, params, reg=reg).loss(x, y)
    same_training(answer, true_deep(reference, dims, 4, 3, params, reg=reg).loss(x, y))


@case(DEEP, "Loss and gradients with batch normalisation", "배치 정규화가 있을 때의 손실과 기울기")
def test_normalised_training(student, reference, rng):
    dims = [6, 6, 6]
    params = draw_params(rng, dims, 5, 3, True)
    x, y = draw_batch(rng, (7, 5), 3)
    answer = deep_net(student, dims, 5, 3, params, batchnorm=True, reg=0.9).loss(x, y)
    truth = true_deep(reference, dims, 5, 3, params, batchnorm=True, reg=0.9).loss(x, y)
    loss, grads = loss_and_grads(answer)
    expect.holds(set(grads) == set(truth[1]), say("keys of grads = keys of params", "grads의 키 = params의 키"))
    expect.close(loss, float(truth[0]), "loss")
    for key in truth[1]:
        # A bias before the normalisation has gradient 0 up to rounding; its value is judged beside the others.
        expect.close(grads[key], truth[1][key], f"grads['{key}']", rtol=1e-6, atol=1e-9, scale=1.0)


@case(DEEP, "Scores after training steps with batch normalisation", "배치 정규화로 몇 번 학습한 뒤의 점수")
def test_normalised_scores(student, reference, rng):
    dims = [6, 6, 6]
    params = draw_params(rng, dims, 5, 4, True)
    batches = [draw_batch(rng, (n, 5), 4) for n in (7, 9, 6)]
    x, _ = draw_batch(rng, (5, 5), 4)
    net = deep_net(student, dims, 5, 4, params, batchnorm=True)
    for step in batches:
        net.loss(*step)
    together, alone = net.loss(x), net.loss(x[2:3])
    truth = true_deep(reference, dims, 5, 4, params, batchnorm=True)
    for step in batches:
        truth.loss(*step)
    expect.close(together, truth.loss(x), say("scores", "점수"))
    expect.close(alone, truth.loss(x)[2:3], say("scores of one sample", "표본 하나의 점수"))


@case(DEEP, "Scores of a net with dropout", "드롭아웃이 있는 신경망의 점수")
def test_scores_with_dropout(student, reference, rng):
    dims = [8, 7]
    params = draw_params(rng, dims, 5, 4)
    x, _ = draw_batch(rng, (6, 5), 4)
    net = deep_net(student, dims, 5, 4, params, keep=0.5, seed=int(rng.integers(1, 10_000)))
    expect.close(net.loss(x), lambda: true_deep(reference, dims, 5, 4, params).loss(x), say("scores", "점수"))


@case(DEEP, "Gradients belong to the loss, for the masks that were drawn", "뽑힌 마스크에 대해 기울기가 손실과 맞아요")
@pytest.mark.parametrize("batchnorm", [False, True], ids=["plain", "normalised"])
def test_training_with_dropout(student, reference, rng, batchnorm):
    dims = [9, 9]
    params = draw_params(rng, dims, 4, 3, batchnorm)
    x, y = draw_batch(rng, (6, 4), 3)
    seed = int(rng.integers(1, 10_000))
    net = deep_net(student, dims, 4, 3, params, keep=0.5, batchnorm=batchnorm, reg=0.4, seed=seed)
    loss, grads = loss_and_grads(net.loss(x, y))
    expect.holds(set(grads) == set(params), say("keys of grads = keys of params", "grads의 키 = params의 키"))
    for key, value in params.items():
        expect.shape(grads[key], value.shape, f"grads['{key}']")
        way = rng.standard_normal(value.shape)
        ends = []
        for step in (H, -H):
            net.params = {**params, key: value + step * way}
            ends.append(loss_and_grads(net.loss(x, y))[0])
        mine = float(np.sum(grads[key] * way))
        expect.close(
            mine,
            slope_nearest(mine, *map(float, (ends[0], loss, ends[1]))),
            say(f"slope along grads['{key}']", f"방향도함수 (grads['{key}'])"),
            rtol=1e-4,
            atol=1e-6,
        )
    plain = true_deep(reference, dims, 4, 3, params, batchnorm=batchnorm, reg=0.4).loss(x, y)
    expect.holds(
        abs(float(loss) - float(plain[0])) > 1e-9, say("dropout acts in training", "학습할 때는 드롭아웃이 작동해요")
    )
    # With W3 = 0 the scores are b3 for every mask of the hidden layers: no mask excuses another loss.
    silent = {**params, "W3": np.zeros((9, 3))}
    net.params = silent
    truth = true_deep(reference, dims, 4, 3, silent, batchnorm=batchnorm, reg=0.4).loss(x, y)
    expect.close(loss_and_grads(net.loss(x, y))[0], float(truth[0]), say("loss where W3 = 0", "W3 = 0일 때의 loss"))


@case(DEEP, "Dropout leaves the scores themselves alone", "드롭아웃은 점수 자체를 건드리지 않아요")
def test_dropout_before_the_last_layer(student, reference, rng):
    # With W3 = 0 the scores are b3 for every mask of the hidden layers.
    dims = [6, 5]
    params = draw_params(rng, dims, 4, 7)
    params["W3"] = np.zeros((5, 7))
    params["b3"] = inputs.distinct(rng, 7, gap=0.3)
    x, y = draw_batch(rng, (8, 4), 7)
    answer = deep_net(student, dims, 4, 7, params, keep=0.5, seed=int(rng.integers(1, 10_000))).loss(x, y)
    loss, grads = loss_and_grads(answer)
    truth = true_deep(reference, dims, 4, 7, params).loss(x, y)
    expect.close(loss, float(truth[0]), "loss")
    expect.holds("b3" in grads, say("grads['b3'] is there", "grads에 키 'b3'이 있어요"))
    expect.gradient(grads["b3"], truth[1]["b3"], "grads['b3']")


@case(DEEP, "Images, one at a time too", "이미지 여러 장과 한 장", group="robust")
@pytest.mark.parametrize("count", [1, 4])
def test_deep_training_on_images(student, reference, rng, count):
    params = draw_params(rng, [5, 6], 12, 3)
    x, y = draw_batch(rng, (count, 3, 2, 2), 3)
    answer = deep_net(student, [5, 6], 12, 3, params, reg=0.2).loss(x, y)
    same_training(answer, true_deep(reference, [5, 6], 12, 3, params, reg=0.2).loss(x, y))


@case(DEEP, "A few samples are learnt by heart", "표본 몇 개를 모두 외워요", group="robust")
def test_deep_learns_by_heart(student, rng):
    params = draw_params(rng, [20, 20], 10, 3)
    x, y = draw_batch(rng, (10, 10), 3)
    net = deep_net(student, [20, 20], 10, 3, params)
    for _ in range(40):
        _, grads = loss_and_grads(net.loss(x, y))
        expect.holds(set(grads) == set(params), say("keys of grads = keys of params", "grads의 키 = params의 키"))
        for key in params:
            expect.shape(grads[key], params[key].shape, f"grads['{key}']")
            params[key] = params[key] - 0.2 * grads[key]
        net.params = params
    scores = net.loss(x)
    expect.shape(scores, (10, 3), say("scores", "점수"))
    expect.holds(
        bool(np.all(scores.argmax(axis=1) == y)),
        say("every sample is classified correctly", "모든 표본을 올바르게 분류해요"),
    )


@case(
    DEEP,
    "Sizes, standard deviation and dtype without arguments",
    "인자 없이 만들 때의 크기, 표준편차, 자료형",
    group="robust",
)
def test_deep_defaults(student, rng):
    net = student.FullyConnectedNet([9])
    params, scores = net.params, net.loss(rng.standard_normal((2, 3, 32, 32)))
    initialised(params, [9], 3072, 10, 1e-2)
    expect.shape(scores, (2, 10), say("scores", "점수"))
    expect.holds(net.reg == 0, "reg = 0")
    for key in params:
        expect.dtype(params[key], "float32", key)


@case(DEEP, "Scores leave no trace", "점수만 구하면 흔적이 남지 않아요", group="hygiene")
def test_scores_leave_no_trace(student, reference, rng):
    params = draw_params(rng, [6], 5, 4, True)
    x, y = draw_batch(rng, (7, 5), 4)
    net = deep_net(student, [6], 5, 4, params, batchnorm=True, reg=0.5)
    net.loss(x, y)
    first, other = net.loss(inputs.read_only(x)), net.loss(3 * x + 1)
    expect.unmodified(student, what="X")
    again = net.loss(x)
    truth = true_deep(reference, [6], 5, 4, params, batchnorm=True, reg=0.5)
    truth.loss(x, y)
    expect.close(first, truth.loss(x), say("scores", "점수"))
    expect.close(other, truth.loss(3 * x + 1), say("other scores", "다른 입력의 점수"))
    expect.close(again, truth.loss(x), say("scores again", "다시 구한 점수"))
    expect.close(net.params, params, "params")


# --- count_params --------------------------------------------------------------------------------


@case(
    COUNT,
    "Both nets, with and without batch normalisation",
    "두 신경망, 배치 정규화가 있을 때와 없을 때",
    needs=(TWO, DEEP),
)
def test_count_of_both(student, rng):
    d, h, c = (int(n) for n in rng.permutation([3, 5, 8]))
    two = student.TwoLayerNet(d, h, c)
    counts = [student.count_params(two)]
    counts += [student.count_params(deep_net(student, [h, 7], d, c, batchnorm=norm)) for norm in (False, True)]
    plain = d * h + h + h * 7 + 7 + 7 * c + c
    expect.equal(counts[0], d * h + h + h * c + c, say("count of TwoLayerNet", "TwoLayerNet의 파라미터 수"))
    expect.equal(counts[1], plain, say("count of FullyConnectedNet", "FullyConnectedNet의 파라미터 수"))
    expect.equal(
        counts[2], plain + 2 * h + 14, say("count with batch normalisation", "배치 정규화가 있을 때의 파라미터 수")
    )

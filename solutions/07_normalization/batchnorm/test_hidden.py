"""Hidden suite of batchnorm.

All calls of a case come before its comparisons, so that the recorded calls can be told apart by known
misconceptions. Backward cases run the student's own forward pass first: the cache is theirs.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from grader.judge import case, expect, gradients, inputs, say, show

SHAPES = [(7, 5), (4, 9), (2, 3), (31, 1)]
FORWARD = ("batchnorm_forward",)
NORMAL = [NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)]
"""Numbers spread as normalised ones are, for pictures."""


def draw(rng, shape):
    """Input with its own offset and spread per feature, scale of both signs, shift."""
    n, d = shape
    x = rng.standard_normal((n, d)) * rng.uniform(0.5, 3.0, d) + rng.uniform(-4.0, 4.0, d)
    return x, inputs.away_from(rng, (d,), margin=0.3), rng.uniform(0.5, 2.0, d)


def running(rng, d):
    """Running statistics as they might be in the middle of training."""
    return {"running_mean": rng.standard_normal(d) + 1.5, "running_var": rng.uniform(0.3, 4.0, d)}


def fresh(stats):
    """A copy whose arrays may be written to."""
    return {key: value.copy() for key, value in stats.items()}


def read(param, name):
    """An array that training left in bn_param."""
    expect.holds(name in param, say(f"bn_param[{name!r}] is set", f"bn_param[{name!r}]: 값이 저장돼 있어요"))
    return param[name]


# --- training ----------------------------------------------------------------------------------


@case("batchnorm_forward", "Training output agrees with the definition", "학습 출력이 정의와 같아요")
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_training_output(student, reference, rng, shape):
    x, gamma, beta = draw(rng, shape)
    out, _ = student.batchnorm_forward(x, gamma, beta, {"mode": "train"})
    expect.close(out, lambda: reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0], "out")


@case(
    "batchnorm_forward",
    "In training, every feature has mean beta and deviation |gamma|",
    "학습 때 특성마다 평균이 beta, 표준편차가 |gamma|예요",
)
def test_training_moments(student, rng):
    x, gamma, beta = draw(rng, (203, 6))
    out, _ = student.batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": 1e-12})
    show.histogram(out, "(out - beta) / gamma", -4, 4, origin=beta, unit=gamma, required=NORMAL)
    expect.shape(out, x.shape, "out")
    expect.close(out.mean(axis=0), beta, say("mean of out per feature", "특성마다 구한 out의 평균"), rtol=1e-6)
    expect.close(
        out.std(axis=0),
        np.abs(gamma),
        say("standard deviation of out per feature", "특성마다 구한 out의 표준편차"),
        rtol=1e-6,
    )
    # Numbers that do not depend on x could have these moments, too.
    expect.close(
        (out - beta) / gamma * x.std(axis=0) + x.mean(axis=0), x, say("x, back from out", "out에서 되돌린 x"), rtol=1e-6
    )


def moving_average(start, batches, momentum, statistic):
    """Closed form of the running average after all batches: old values fade with powers of momentum."""
    k = len(batches)
    weights = [(1 - momentum) * momentum ** (k - 1 - i) for i in range(k)]
    return momentum**k * start + sum(w * statistic(b) for w, b in zip(weights, batches, strict=True))


def show_memory(student, momentum):
    """Both running statistics while every batch has mean 1 and variance 4; the student can repeat this at home."""
    own = {} if momentum is None else {"momentum": momentum}
    param, kept = {"mode": "train", **own}, {"running_mean": [], "running_var": []}
    for _ in range(12):
        student.batchnorm_forward(np.array([[-1.0], [3.0]]), np.ones(1), np.zeros(1), param)
        for name, values in kept.items():
            values.append(param.get(name))
    arrived = 1 - (momentum or 0.9) ** np.arange(1, 13)
    call = f"batchnorm_forward(x, gamma, beta, bn_param), x = [[-1.], [3.]], momentum = {momentum or 0.9}"
    for (name, values), statistic in zip(kept.items(), (1.0, 4.0), strict=True):
        show.curve(values, name, over="batch", first=1, required=statistic * arrived, call=call)


@case("batchnorm_forward", "Running statistics after several batches", "여러 배치 뒤의 이동 평균과 이동 분산")
@pytest.mark.parametrize("momentum", [None, 0.75], ids=["default", "own"])
def test_running_statistics(student, reference, rng, momentum):
    d = 4
    _, gamma, beta = draw(rng, (2, d))
    batches = [draw(rng, (n, d))[0] for n in (6, 9, 5)]
    show_memory(student, momentum)
    param = {"mode": "train"} if momentum is None else {"mode": "train", "momentum": momentum}
    outs = [student.batchnorm_forward(x, gamma, beta, param)[0] for x in batches]
    for x, out in zip(batches, outs, strict=True):
        expect.close(out, reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0], "out")
    m = momentum or 0.9
    mean, var = read(param, "running_mean"), read(param, "running_var")
    expect.close(mean, moving_average(0.0, batches, m, lambda b: b.mean(axis=0)), "running_mean")
    expect.close(
        var, moving_average(0.0, batches, m, lambda b: ((b - b.mean(axis=0)) ** 2).mean(axis=0)), "running_var"
    )


@case(
    "batchnorm_forward",
    "Running statistics go on from what bn_param holds",
    "이동 통계는 bn_param에 있던 값에서 이어져요",
)
def test_running_statistics_continue(student, reference, rng):
    x, gamma, beta = draw(rng, (8, 5))
    stats = running(rng, 5)
    param = {"mode": "train", "momentum": 0.6, **fresh(stats)}
    out, _ = student.batchnorm_forward(x, gamma, beta, param)
    expect.close(out, reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0], "out")
    expect.close(read(param, "running_mean"), 0.6 * stats["running_mean"] + 0.4 * x.mean(axis=0), "running_mean")
    expect.close(read(param, "running_var"), 0.6 * stats["running_var"] + 0.4 * x.var(axis=0), "running_var")


# --- test mode -----------------------------------------------------------------------------------


@case("batchnorm_forward", "Test mode normalises with the running statistics", "테스트 모드는 이동 통계로 정규화해요")
@pytest.mark.parametrize("shape", [(6, 4), (3, 7)], ids=str)
def test_test_mode_output(student, rng, shape):
    x, gamma, beta = draw(rng, shape)
    stats = running(rng, shape[1])
    param = {"mode": "test", "eps": 1e-3, **fresh(stats)}
    out, _ = student.batchnorm_forward(x, gamma, beta, param)
    goal = gamma * (x - stats["running_mean"]) / np.sqrt(stats["running_var"] + 1e-3) + beta
    expect.close(out, goal, say("out (test mode)", "out (테스트 모드)"))
    expect.equal(
        read(param, "running_mean"),
        stats["running_mean"],
        say("running_mean after test mode", "테스트 모드 뒤의 running_mean"),
    )
    expect.equal(
        read(param, "running_var"),
        stats["running_var"],
        say("running_var after test mode", "테스트 모드 뒤의 running_var"),
    )


@case(
    "batchnorm_forward",
    "In test mode a single sample gets the answer it gets in a batch",
    "테스트 모드에서는 표본 하나만 넣어도 배치로 넣을 때와 답이 같아요",
)
def test_single_sample_in_test_mode(student, reference, rng):
    x, gamma, beta = draw(rng, (5, 6))
    stats = running(rng, 6)
    alone, _ = student.batchnorm_forward(x[2:3].copy(), gamma, beta, {"mode": "test", **fresh(stats)})
    batch, _ = student.batchnorm_forward(x, gamma, beta, {"mode": "test", **fresh(stats)})
    expect.close(
        alone,
        reference.batchnorm_forward(x[2:3], gamma, beta, {"mode": "test", **stats})[0],
        say("out (one sample)", "out (표본 하나)"),
    )
    expect.shape(batch, x.shape, say("out (batch)", "out (배치)"))
    expect.close(alone, batch[2:3], say("out (one sample)", "out (표본 하나)"))


@case("batchnorm_forward", "Train on some batches, then predict", "몇 배치를 학습한 다음 예측해요")
def test_train_then_predict(student, rng):
    d = 3
    _, gamma, beta = draw(rng, (2, d))
    batches = [draw(rng, (n, d))[0] for n in (7, 4)]
    new = draw(rng, (6, d))[0]
    param = {"mode": "train", "momentum": 0.5}
    for x in batches:
        student.batchnorm_forward(x, gamma, beta, param)
    param["mode"] = "test"
    out, _ = student.batchnorm_forward(new, gamma, beta, param)
    mean = moving_average(0.0, batches, 0.5, lambda b: b.mean(axis=0))
    var = moving_average(0.0, batches, 0.5, lambda b: b.var(axis=0))
    expect.close(out, gamma * (new - mean) / np.sqrt(var + 1e-5) + beta, say("out (test mode)", "out (테스트 모드)"))


# --- edges of the forward pass ---------------------------------------------------------------------


@case("batchnorm_forward", "eps counts where the variance is tiny", "분산이 아주 작으면 eps가 중요해요", group="robust")
@pytest.mark.parametrize("eps", [None, 1e-2], ids=["default", "own"])
def test_eps_with_tiny_variance(student, rng, eps):
    x, gamma, beta = draw(rng, (9, 4))
    x = (x - x.mean(axis=0)) / x.std(axis=0) * 1e-3 + 0.5
    out, _ = student.batchnorm_forward(
        x, gamma, beta, {"mode": "train"} if eps is None else {"mode": "train", "eps": eps}
    )
    goal = gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + (eps or 1e-5)) + beta
    expect.close(out, goal, "out")


@case(
    "batchnorm_forward",
    "Scaling or shifting x does not change the training output",
    "x를 늘이거나 옮겨도 학습 출력은 그대로예요",
    group="robust",
)
def test_training_ignores_scale_and_shift(student, rng):
    x, gamma, beta = draw(rng, (8, 5))
    outs = [
        student.batchnorm_forward(v, gamma, beta, {"mode": "train", "eps": 1e-12})[0]
        for v in (x, 7.0 * x - 3.0, 0.5 * x + 2.0)
    ]
    expect.shape(outs[0], x.shape, "out")
    for out in outs[1:]:
        expect.close(out, outs[0], "out")


@case(
    "batchnorm_forward",
    "One training sample gives beta, a constant feature too",
    "학습 표본이 하나면 beta가 나오고, 값이 모두 같은 특성도 그래요",
    group="robust",
)
def test_nothing_varies(student, rng):
    x, gamma, beta = draw(rng, (6, 4))
    x[:, 1] = 2.5
    one, _ = student.batchnorm_forward(x[:1].copy(), gamma, beta, {"mode": "train"})
    out, _ = student.batchnorm_forward(x, gamma, beta, {"mode": "train"})
    expect.close(one, beta[None, :], say("out (one sample)", "out (표본 하나)"))
    expect.shape(out, x.shape, "out")
    expect.close(out[:, 1], np.full(6, beta[1]), say("out (constant feature)", "out (값이 모두 같은 특성)"))


@case("batchnorm_forward", "A large offset does no harm", "값이 1,000,000 근처여도 정확해요", group="robust")
def test_large_offset(student, rng):
    x, gamma, beta = draw(rng, (12, 3))
    steps = np.round(x * 64) / 64  # exact after the offset, so only the method decides
    far, _ = student.batchnorm_forward(steps + 1e6, gamma, beta, {"mode": "train"})
    near = gamma * (steps - steps.mean(axis=0)) / np.sqrt(steps.var(axis=0) + 1e-5) + beta
    expect.close(far, near, "out", rtol=1e-6)


@case(
    "batchnorm_forward",
    "Test mode before any training uses zeros",
    "학습 전의 테스트 모드는 0에서 시작한 통계를 써요",
    group="robust",
)
def test_test_mode_without_statistics(student, rng):
    x, gamma, beta = draw(rng, (4, 3))
    out, _ = student.batchnorm_forward(x, gamma, beta, {"mode": "test", "eps": 0.25})
    expect.close(out, gamma * x / 0.5 + beta, say("out (test mode)", "out (테스트 모드)"))


@case("batchnorm_forward", "ValueError for an unknown mode", "모르는 모드에는 ValueError", group="robust")
@pytest.mark.parametrize("mode", ["eval", "training"])
def test_unknown_mode(student, rng, mode):
    x, gamma, beta = draw(rng, (4, 3))
    expect.raises(ValueError, lambda: student.batchnorm_forward(x, gamma, beta, {"mode": mode}), "batchnorm_forward")


@case("batchnorm_forward", "Memory layout does not matter", "메모리 배치와 상관없어요", group="robust")
def test_forward_in_every_layout(student, reference, rng):
    x, gamma, beta = draw(rng, (6, 5))
    outs = [student.batchnorm_forward(layout, gamma, beta, {"mode": "train"})[0] for _, layout in inputs.layouts(x)]
    goal = reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0]
    for out in outs:
        expect.close(out, goal, "out")


@case("batchnorm_forward", "x, gamma and beta stay as they were", "x, gamma, beta를 바꾸지 않아요", group="hygiene")
def test_forward_leaves_arguments_alone(student, rng):
    x, gamma, beta = draw(rng, (5, 4))
    stats = running(rng, 4)
    for mode in ("train", "test"):
        student.batchnorm_forward(x.copy(), gamma.copy(), beta.copy(), {"mode": mode, **fresh(stats)})
        expect.unmodified(student, 0, 1, 2, what=say("x, gamma or beta", "x, gamma, beta 가운데 하나"))
    out, _ = student.batchnorm_forward(*map(inputs.read_only, (x, gamma, beta)), {"mode": "train"})
    expect.shape(out, x.shape, "out")


@case("batchnorm_forward", "float32 stays float32", "float32는 float32로 남아요", group="hygiene")
def test_forward_keeps_float32(student, reference, rng):
    x, gamma, beta = (v.astype(np.float32) for v in draw(rng, (9, 5)))
    param = {"mode": "train"}
    out, _ = student.batchnorm_forward(x, gamma, beta, param)
    expect.close(out, reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0], "out")
    expect.holds(out.dtype == np.float32, say("dtype of out = dtype of x", "out의 dtype = x의 dtype"))
    expect.holds(
        read(param, "running_mean").dtype == np.float32,
        say("dtype of running_mean = dtype of x", "running_mean의 dtype = x의 dtype"),
    )


@case("batchnorm_forward", "An empty batch in test mode", "테스트 모드의 빈 배치", group="hygiene")
def test_empty_batch_in_test_mode(student, rng):
    _, gamma, beta = draw(rng, (2, 4))
    out, _ = student.batchnorm_forward(np.zeros((0, 4)), gamma, beta, {"mode": "test", **running(rng, 4)})
    expect.shape(out, (0, 4), "out")


# --- backward, both functions ------------------------------------------------------------------------


def backward(student, name, x, gamma, beta, dout, **param):
    """The student's gradients (dx, dgamma, dbeta) by the function ``name``, after their own forward pass."""
    _, cache = student.batchnorm_forward(x.copy(), gamma.copy(), beta.copy(), {"mode": "train", **param})
    return getattr(student, name)(dout.copy(), cache)


def expect_gradients(grads, want):
    """Three gradients, each against its own truth."""
    dx, dgamma, dbeta = grads
    expect.gradient(dx, want[0], "dx")
    expect.gradient(dgamma, want[1], "dgamma")
    expect.gradient(dbeta, want[2], "dbeta")


def truth(reference, x, gamma, beta, dout, **param):
    _, cache = reference.batchnorm_forward(x, gamma, beta, {"mode": "train", **param})
    return reference.batchnorm_backward(dout, cache)


def numeric_truth(reference, x, gamma, beta, dout):
    """Central differences of the trusted forward pass: no formula of a gradient is involved."""

    def out(x, gamma, beta):
        return reference.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0]

    return (
        gradients.numeric(lambda v: out(v, gamma, beta), x.copy(), dout),
        gradients.numeric(lambda v: out(x, v, beta), gamma.copy(), dout),
        gradients.numeric(lambda v: out(x, gamma, v), beta.copy(), dout),
    )


@case("batchnorm_backward", "Gradients dx, dgamma, dbeta", "기울기 dx, dgamma, dbeta", needs=FORWARD)
@pytest.mark.parametrize("shape", [(7, 5), (4, 9), (13, 2)], ids=str)
def test_backward_gradients(student, reference, rng, shape):
    x, gamma, beta = draw(rng, shape)
    dout = inputs.away_from(rng, shape)
    grads = backward(student, "batchnorm_backward", x, gamma, beta, dout)
    expect_gradients(grads, truth(reference, x, gamma, beta, dout))


@case("batchnorm_backward", "Gradients agree with finite differences", "기울기가 수치 미분과 같아요", needs=FORWARD)
def test_backward_against_finite_differences(student, reference, rng):
    x, gamma, beta = draw(rng, (6, 3))
    dout = inputs.away_from(rng, x.shape)
    grads = backward(student, "batchnorm_backward", x, gamma, beta, dout)
    expect_gradients(grads, numeric_truth(reference, x, gamma, beta, dout))


@case(
    "batchnorm_backward",
    "Columns of dx sum to 0 and are orthogonal to x_hat",
    "dx의 열은 합이 0이고 x_hat과 직교해요",
    group="robust",
    needs=FORWARD,
)
def test_dx_has_no_mean_and_no_scale_part(student, rng):
    x, gamma, beta = draw(rng, (9, 4))
    dout = inputs.away_from(rng, x.shape) + 1.0
    dx, _, _ = backward(student, "batchnorm_backward", x, gamma, beta, dout, eps=1e-12)
    expect.shape(dx, x.shape, "dx")
    x_hat = (x - x.mean(axis=0)) / x.std(axis=0)
    size = np.abs(dx).sum(axis=0)
    expect.holds(bool((size > 0).all()), say("dx is not zero", "dx는 0이 아니에요"))
    expect.holds(bool((np.abs(dx.sum(axis=0)) < 1e-7 * size).all()), "sum(dx, axis=0) = 0")
    expect.holds(bool((np.abs((dx * x_hat).sum(axis=0)) < 1e-7 * size).all()), "sum(dx * x_hat, axis=0) = 0")


@case(
    "batchnorm_backward",
    "Large eps, tiny variance, two samples",
    "큰 eps, 아주 작은 분산, 표본 두 개",
    group="robust",
    needs=FORWARD,
)
@pytest.mark.parametrize(
    ("shape", "eps", "spread"),
    [((6, 4), 0.5, 1.0), ((8, 3), 1e-5, 3e-3), ((2, 5), 1e-2, 1.0)],
    ids=["eps", "tiny", "two"],
)
def test_backward_at_the_edges(student, reference, rng, shape, eps, spread):
    x, gamma, beta = draw(rng, shape)
    x = x * spread
    dout = inputs.away_from(rng, shape)
    grads = backward(student, "batchnorm_backward", x, gamma, beta, dout, eps=eps)
    expect_gradients(grads, truth(reference, x, gamma, beta, dout, eps=eps))


@case(
    "batchnorm_backward",
    "Every forward pass has its own cache",
    "순전파마다 cache가 따로 있어요",
    group="robust",
    needs=FORWARD,
)
def test_backward_of_an_earlier_pass(student, reference, rng):
    x, gamma, beta = draw(rng, (6, 4))
    other, dout = draw(rng, (6, 4))[0], inputs.away_from(rng, (6, 4))
    param = {"mode": "train"}
    _, cache = student.batchnorm_forward(x, gamma, beta, param)
    student.batchnorm_forward(other, gamma, beta, param)
    grads = student.batchnorm_backward(dout, cache)
    expect_gradients(grads, truth(reference, x, gamma, beta, dout))


@case(
    "batchnorm_backward",
    "dout stays as it was, float32 stays float32",
    "dout을 바꾸지 않고 float32를 지켜요",
    group="hygiene",
    needs=FORWARD,
)
def test_backward_leaves_dout_alone(student, rng):
    x, gamma, beta = (v.astype(np.float32) for v in draw(rng, (6, 5)))
    dout = inputs.away_from(rng, (6, 5)).astype(np.float32)
    _, cache = student.batchnorm_forward(x, gamma, beta, {"mode": "train"})
    dx, _, _ = student.batchnorm_backward(dout, cache)
    expect.unmodified(student, 0, what="dout")
    expect.shape(dx, x.shape, "dx")
    expect.holds(dx.dtype == np.float32, say("dtype of dx = dtype of x", "dx의 dtype = x의 dtype"))


@case(
    "batchnorm_backward_alt",
    "The closed form gives the same gradients",
    "한 식으로 정리해도 기울기가 같아요",
    needs=FORWARD,
)
@pytest.mark.parametrize("shape", [(8, 5), (5, 7)], ids=str)
def test_closed_form_gradients(student, reference, rng, shape):
    x, gamma, beta = draw(rng, shape)
    dout = inputs.away_from(rng, shape)
    grads = backward(student, "batchnorm_backward_alt", x, gamma, beta, dout)
    expect_gradients(grads, truth(reference, x, gamma, beta, dout))


@case(
    "batchnorm_backward_alt",
    "The closed form at the edges",
    "극단적인 경우에도 정리한 식이 맞아요",
    group="robust",
    needs=FORWARD,
)
@pytest.mark.parametrize(("shape", "eps"), [((6, 4), 0.5), ((2, 3), 1e-3)], ids=["eps", "two"])
def test_closed_form_at_the_edges(student, reference, rng, shape, eps):
    x, gamma, beta = draw(rng, shape)
    dout = inputs.away_from(rng, shape)
    grads = backward(student, "batchnorm_backward_alt", x, gamma, beta, dout, eps=eps)
    expect_gradients(grads, truth(reference, x, gamma, beta, dout, eps=eps))


@case("batchnorm_backward_alt", "dout stays as it was", "dout을 바꾸지 않아요", group="hygiene", needs=FORWARD)
def test_closed_form_leaves_dout_alone(student, rng):
    x, gamma, beta = draw(rng, (5, 4))
    _, cache = student.batchnorm_forward(x, gamma, beta, {"mode": "train"})
    dx, _, _ = student.batchnorm_backward_alt(inputs.away_from(rng, x.shape), cache)
    expect.unmodified(student, 0, what="dout")
    expect.shape(dx, x.shape, "dx")

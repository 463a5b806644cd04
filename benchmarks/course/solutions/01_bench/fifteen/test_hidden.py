"""Fifteen cases that make 135 calls of the submission: values, properties, numerical gradients, training steps."""

import numpy as np

from grader.judge import case, expect, gradients


def judged(task, title):
    return case(task, title, title)


@judged("relu", "values")
def test_relu_values(student, reference, rng):
    x = rng.standard_normal((7, 9))
    expect.close(student.relu(x), reference.relu(x), "relu(x)")


@judged("relu", "large")
def test_relu_large(student, reference, rng):
    x = rng.standard_normal((256, 100)) * 1e6
    expect.close(student.relu(x), reference.relu(x), "relu(x)")


@judged("relu", "idempotent")
def test_relu_idempotent(student, rng):
    x = rng.standard_normal((3, 4, 5)) + 0.1
    once = student.relu(x)
    expect.holds(np.shape(once) == x.shape, "relu(x) has the shape of x")
    expect.close(student.relu(once), once, "relu(relu(x))")
    expect.holds(bool(np.any(once != x)), "relu(x) != x")


@judged("softmax_loss", "values")
def test_softmax_values(student, reference, rng):
    x, y = rng.standard_normal((6, 5)), rng.integers(0, 5, 6)
    loss, dx = student.softmax_loss(x, y)
    want, dwant = reference.softmax_loss(x, y)
    expect.close(loss, want, "loss")
    expect.gradient(dx, dwant, "dx")


@judged("softmax_loss", "numerical gradient")
def test_softmax_numeric(student, rng):
    x, y = rng.standard_normal((4, 5)), rng.integers(0, 5, 4)
    _, dx = student.softmax_loss(x, y)

    def losses(points):
        return [loss for loss, _ in student.each("softmax_loss", [(p, y) for p in points])]

    expect.gradient(dx, gradients.numeric_batched(losses, x), "dx", tol=1e-5)


@judged("softmax_loss", "extreme logits")
def test_softmax_extreme(student):
    loss, _ = student.softmax_loss(np.array([[1e4, 0.0], [0.0, -1e4]]), np.array([1, 0]))
    expect.close(loss, 5000.0, "loss")


@judged("batchnorm", "values")
def test_batchnorm_values(student, reference, rng):
    x, gamma, beta = rng.standard_normal((128, 100)), rng.standard_normal(100), rng.standard_normal(100)
    expect.close(student.batchnorm(x, gamma, beta, 1e-5), reference.batchnorm(x, gamma, beta, 1e-5), "out")


@judged("batchnorm", "moments")
def test_batchnorm_moments(student, rng):
    x = 3 * rng.standard_normal((500, 4)) + 7
    out = student.batchnorm(x, np.ones(4), np.zeros(4), 1e-8)
    expect.close(out.mean(axis=0), np.zeros(4), "mean", atol=1e-7)
    expect.close(out.std(axis=0), np.ones(4), "std", atol=1e-6)


@judged("batchnorm", "invariance")
def test_batchnorm_invariance(student, rng):
    x = rng.standard_normal((20, 3))
    one = student.batchnorm(x, np.ones(3), np.zeros(3), 0.0)
    expect.holds(np.shape(one) == x.shape, "out has the shape of x")
    expect.close(student.batchnorm(5 * x + 2, np.ones(3), np.zeros(3), 0.0), one, "out", rtol=1e-6)
    expect.holds(bool(np.any(one != x)), "out != x")


@judged("conv2d", "values")
def test_conv_values(student, reference, rng):
    x, w = rng.standard_normal((8, 3, 18, 17)), rng.standard_normal((8, 3, 3, 3))
    expect.close(student.conv2d(x, w, 1), reference.conv2d(x, w, 1), "out")


@judged("conv2d", "stride")
def test_conv_stride(student, reference, rng):
    x, w = rng.standard_normal((4, 3, 19, 18)), rng.standard_normal((6, 3, 3, 2))
    expect.close(student.conv2d(x, w, 2), reference.conv2d(x, w, 2), "out")


@judged("conv2d", "numerical gradient")
def test_conv_numeric(student, reference, rng):
    x, w = rng.standard_normal((1, 1, 4, 4)), rng.standard_normal((1, 1, 3, 3))
    found = gradients.numeric_batched(lambda ws: student.each("conv2d", [(x, v, 1) for v in ws]), w)
    expect.gradient(found, gradients.numeric(lambda v: reference.conv2d(x, v, 1), w), "dw", tol=1e-5)


@judged("adam", "first step")
def test_adam_first(student, reference, rng):
    w, dw = rng.standard_normal(5), rng.standard_normal(5)
    start = {"m": np.zeros(5), "v": np.zeros(5), "t": 0}
    step, _ = student.adam(w, dw, dict(start))
    expect.close(step, reference.adam(w, dw, dict(start))[0], "w")


@judged("adam", "forty steps")
def test_adam_steps(student, reference, rng):
    w = u = rng.standard_normal(5)
    config, own = ({"m": np.zeros(5), "v": np.zeros(5), "t": 0} for _ in range(2))
    for _ in range(40):
        w, config = student.adam(w, 2 * w, config)
    for _ in range(40):
        u, own = reference.adam(u, 2 * u, own)
    expect.close(w, u, "w")


@judged("adam", "state")
def test_adam_state(student, reference, rng):
    w, config, own = rng.standard_normal(4), *({"m": np.zeros(4), "v": np.zeros(4), "t": 0} for _ in range(2))
    for _ in range(15):
        w, config = student.adam(w, w, config)
        expect.holds(type(config) is dict, "config is a dict")
    w = rng.standard_normal(4)
    _, config = student.adam(w, w, {"m": np.zeros(4), "v": np.zeros(4), "t": 0})
    expect.close(config["m"], reference.adam(w, w, own)[1]["m"], "config['m']")

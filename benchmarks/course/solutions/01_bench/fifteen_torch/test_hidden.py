"""The fifteen cases of the reference work on tensors: values, properties, numerical gradients, training steps."""

import numpy as np
import torch

from grader.judge import case, expect, gradients


def judged(task, title):
    return case(task, title, title)


def normal(rng, *shape):
    return torch.from_numpy(rng.standard_normal(shape))


def start(count):
    return {"m": torch.zeros(count, dtype=torch.float64), "v": torch.zeros(count, dtype=torch.float64), "t": 0}


@judged("relu", "values")
def test_relu_values(student, reference, rng):
    x = normal(rng, 7, 9)
    expect.close(student.relu(x), reference.relu(x), "relu(x)")


@judged("relu", "large")
def test_relu_large(student, reference, rng):
    x = normal(rng, 256, 100) * 1e6
    expect.close(student.relu(x), reference.relu(x), "relu(x)")


@judged("relu", "idempotent")
def test_relu_idempotent(student, rng):
    x = normal(rng, 3, 4, 5) + 0.1
    once = student.relu(x)
    expect.holds(np.shape(once) == x.shape, "relu(x) has the shape of x")
    expect.close(student.relu(once), once, "relu(relu(x))")
    expect.holds(bool(torch.any(once != x)), "relu(x) != x")


@judged("softmax_loss", "values")
def test_softmax_values(student, reference, rng):
    x, y = normal(rng, 6, 5), torch.from_numpy(rng.integers(0, 5, 6))
    loss, dx = student.softmax_loss(x, y)
    want, dwant = reference.softmax_loss(x, y)
    expect.close(loss, want, "loss")
    expect.close(dx, dwant, "dx", rtol=1e-6)


@judged("softmax_loss", "numerical gradient")
def test_softmax_numeric(student, rng):
    x, y = rng.standard_normal((4, 5)), torch.from_numpy(rng.integers(0, 5, 4))
    _, dx = student.softmax_loss(torch.from_numpy(x), y)

    def losses(points):
        return [float(loss) for loss, _ in student.each("softmax_loss", [(torch.from_numpy(p), y) for p in points])]

    expect.gradient(dx.numpy(), gradients.numeric_batched(losses, x), "dx", tol=1e-5)


@judged("softmax_loss", "extreme logits")
def test_softmax_extreme(student):
    loss, _ = student.softmax_loss(torch.tensor([[1e4, 0.0], [0.0, -1e4]], dtype=torch.float64), torch.tensor([1, 0]))
    expect.close(float(loss), 5000.0, "loss")


@judged("batchnorm", "values")
def test_batchnorm_values(student, reference, rng):
    x, gamma, beta = normal(rng, 128, 100), normal(rng, 100), normal(rng, 100)
    expect.close(student.batchnorm(x, gamma, beta, 1e-5), reference.batchnorm(x, gamma, beta, 1e-5), "out")


@judged("batchnorm", "moments")
def test_batchnorm_moments(student, rng):
    x = 3 * normal(rng, 500, 4) + 7
    one, zero = torch.ones(4, dtype=torch.float64), torch.zeros(4, dtype=torch.float64)
    out = student.batchnorm(x, one, zero, 1e-8)
    expect.close(out.mean(dim=0), zero, "mean", atol=1e-7)
    expect.close(out.std(dim=0, unbiased=False), one, "std", atol=1e-6)


@judged("batchnorm", "invariance")
def test_batchnorm_invariance(student, rng):
    x, one, zero = normal(rng, 20, 3), torch.ones(3, dtype=torch.float64), torch.zeros(3, dtype=torch.float64)
    out = student.batchnorm(x, one, zero, 0.0)
    expect.holds(np.shape(out) == x.shape, "out has the shape of x")
    expect.close(student.batchnorm(5 * x + 2, one, zero, 0.0), out, "out", rtol=1e-6)
    expect.holds(bool(torch.any(out != x)), "out != x")


@judged("conv2d", "values")
def test_conv_values(student, reference, rng):
    x, w = normal(rng, 8, 3, 18, 17), normal(rng, 8, 3, 3, 3)
    expect.close(student.conv2d(x, w, 1), reference.conv2d(x, w, 1), "out")


@judged("conv2d", "stride")
def test_conv_stride(student, reference, rng):
    x, w = normal(rng, 4, 3, 19, 18), normal(rng, 6, 3, 3, 2)
    expect.close(student.conv2d(x, w, 2), reference.conv2d(x, w, 2), "out")


@judged("conv2d", "numerical gradient")
def test_conv_numeric(student, reference, rng):
    x, w = normal(rng, 1, 1, 4, 4), rng.standard_normal((1, 1, 3, 3))

    def outputs(points):
        return [out.numpy() for out in student.each("conv2d", [(x, torch.from_numpy(v), 1) for v in points])]

    found = gradients.numeric_batched(outputs, w)
    want = gradients.numeric(lambda v: reference.conv2d(x, torch.from_numpy(v), 1).numpy(), w)
    expect.gradient(found, want, "dw", tol=1e-5)


@judged("adam", "first step")
def test_adam_first(student, reference, rng):
    w, dw = normal(rng, 5), normal(rng, 5)
    step, _ = student.adam(w, dw, start(5))
    expect.close(step, reference.adam(w, dw, start(5))[0], "w")


@judged("adam", "forty steps")
def test_adam_steps(student, reference, rng):
    w = u = normal(rng, 5)
    config, own = start(5), start(5)
    for _ in range(40):
        w, config = student.adam(w, 2 * w, config)
    for _ in range(40):
        u, own = reference.adam(u, 2 * u, own)
    expect.close(w, u, "w")


@judged("adam", "state")
def test_adam_state(student, reference, rng):
    w, config = normal(rng, 4), start(4)
    for _ in range(15):
        w, config = student.adam(w, w, config)
        expect.holds(type(config) is dict, "config is a dict")
    w = normal(rng, 4)
    _, config = student.adam(w, w, start(4))
    expect.close(config["m"], reference.adam(w, w, start(4))[1]["m"], "config['m']")

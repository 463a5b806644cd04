"""Three cases in which the student's code trains a net: nearly all of the time is its arithmetic."""

import numpy as np

from grader.judge import case, expect


def judged(title):
    return case("train", title, title)


def drawn(rng, n, d, hidden, classes):
    x = rng.standard_normal((n, d))
    y = np.argmax(x @ rng.standard_normal((d, classes)), axis=1)
    return (
        x,
        y,
        0.1 * rng.standard_normal((d, hidden)),
        np.zeros(hidden),
        0.1 * rng.standard_normal((hidden, classes)),
        np.zeros(classes),
    )


@judged("one step")
def test_one_step(student, reference, rng):
    net = drawn(rng, 20, 8, 16, 3)
    losses, parameters = student.train(*net, 1, 0.1)
    want, after = reference.train(*net, 1, 0.1)
    expect.close(losses, want, "losses")
    for name, got, goal in zip(("w1", "b1", "w2", "b2"), parameters, after, strict=True):
        expect.close(got, goal, name)


@judged("two hundred steps")
def test_many_steps(student, reference, rng):
    net = drawn(rng, 200, 32, 64, 5)
    losses, _ = student.train(*net, 200, 0.5)
    expect.close(losses, reference.train(*net, 200, 0.5)[0], "losses", rtol=1e-5)


@judged("the net learns")
def test_learns(student, rng):
    net = drawn(rng, 300, 16, 100, 4)
    losses, _ = student.train(*net, 300, 0.5)
    expect.holds(bool(losses[-1] < 0.3 * losses[0]), "the loss falls")

"""Right, with numbers that are computed and an answer book that is a class of its own."""
import math
from collections import OrderedDict


class Book(OrderedDict):
    """A dict that remembers an order."""


def sigmoid_slope(z):
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


ANSWERS = Book(
    parameters=(8 + 1) * 6 + (6 + 1) * 4 + (4 + 1) * 3,
    costs=["a", "d", "e"],
    output_units=14,
    names="d",
    gradients=len(["W1", "b1", "W2", "b2"]),
    hyperparameters=["b", "c", "e"],
    updates=math.ceil(1050 / 100) * 8,
    backprop="b",
    steepest=max(sigmoid_slope(z / 100) for z in range(-500, 501)),
    bias="c",
    why_activation="a",
    nonlinear=["b", "c", "e"],
    strengths=["a", "c", "e"],
    universal="d",
    depth="b",
    mlp="c",
    new_data="a",
    features="d",
    paradigms=["a", "c", "e"],
    nesting="b",
)

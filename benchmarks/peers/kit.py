"""Stands where ``grader.judge`` stands, for those who do not have it: the same suite file runs on top of this.

It is copied beside every peer's tests and needs NumPy only. It compares as an instructor would, with
``numpy.testing``; it isolates nothing, knows no deadlines and explains nothing.
"""

import importlib

import numpy as np


def case(*_names, **_more):
    """Marks a test; nothing is to be known about it here."""
    return lambda test: test


class expect:  # noqa: N801 - called like the module that it stands for
    """The comparisons that the suites use."""

    @staticmethod
    def close(actual, expected, _what="", rtol=1e-7, atol=0.0):
        """Equal shapes, and values within the tolerance."""
        actual, expected = np.asarray(actual), np.asarray(expected)
        assert actual.shape == expected.shape
        scale = np.max(np.abs(expected), initial=0.0)
        np.testing.assert_allclose(actual, expected, rtol=rtol, atol=atol + 0.1 * rtol * scale)

    @staticmethod
    def gradient(actual, expected, _what="", tol=1e-6):
        """Values within ``tol`` of each and of the largest."""
        expected = np.asarray(expected)
        np.testing.assert_allclose(actual, expected, rtol=tol, atol=tol * np.max(np.abs(expected), initial=0.0))

    @staticmethod
    def holds(condition, what):
        """A property."""
        assert condition, what


class gradients:  # noqa: N801 - the same
    """Central differences."""

    @staticmethod
    def numeric(f, x, h=1e-5):
        """Of ``sum(f(x))``, point by point."""
        return gradients.numeric_batched(lambda points: [f(point) for point in points], x, h)

    @staticmethod
    def numeric_batched(evaluate, x, h=1e-5):
        """Of a function that is evaluated at many points at once."""
        points = []
        for index in np.ndindex(x.shape):
            for step in (h, -h):
                point = x.copy()
                point[index] += step
                points.append(point)
        sums = np.array([np.sum(value) for value in evaluate(points)])
        return ((sums[::2] - sums[1::2]) / (2 * h)).reshape(x.shape)


class Student:
    """The submission: a module or the variables of a notebook."""

    def __init__(self, names):
        self.__dict__.update(names)

    def each(self, name, calls):
        """``name`` called with each of ``calls``."""
        return [getattr(self, name)(*call) for call in calls]


def fixtures(test, student):
    """What ``test`` asks for, ready to be passed."""
    code = test.__code__
    found = {"student": student, "rng": np.random.default_rng(1)}
    wanted = code.co_varnames[: code.co_argcount]
    if "reference" in wanted:
        found["reference"] = importlib.import_module("reference")
    return [found[name] for name in wanted]

"""Drawn digits: MNIST's shape and kinds, repeatable, balanced, and different enough to be learned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.judge.data import digits

Array = np.ndarray[Any, Any]


def draw(seed: int, n: int = 40, **options: float) -> tuple[Array, Array]:
    return digits(np.random.default_rng(seed), n, 28, **options)


def test_images_and_labels_look_like_mnist() -> None:
    images, labels = draw(0)
    assert (images.shape, images.dtype.name) == ((40, 28, 28), "uint8")
    assert (labels.shape, labels.dtype.name) == ((40,), "int64")
    assert images.max() > 200


def test_another_size() -> None:
    images, _ = digits(np.random.default_rng(0), 3, 17)
    assert images.shape == (3, 17, 17)


def test_the_same_seed_draws_the_same() -> None:
    for first, second in zip(draw(5), draw(5), strict=True):
        assert np.array_equal(first, second)


def test_every_class_is_there_equally_often_in_random_order() -> None:
    _, labels = draw(0)
    assert np.bincount(labels).tolist() == [4] * 10
    assert labels.tolist() != sorted(labels.tolist())


@pytest.mark.parametrize("option", ["shift", "turn", "noise"])
def test_every_option_makes_digits_of_a_class_more_different(option: str) -> None:
    assert spread(**{option: 3.0}) > spread()


def spread(**options: float) -> float:
    """Mean standard deviation of a pixel over the drawings of one digit."""
    images, labels = draw(1, 400, **{"shift": 0.0, "turn": 0.0, "noise": 0.0, **options})
    return float((images[labels == 8] / 255.0).std(axis=0).mean())


def test_classes_can_be_told_apart_by_their_means() -> None:
    images, labels = draw(2, 400, shift=0.0, turn=3.0)
    means = np.array([images[labels == k].mean(axis=0) for k in range(10)])
    others, truth = draw(3, 200, shift=0.0, turn=3.0)
    apart = ((others[:, None].astype(float) - means) ** 2).sum(axis=(2, 3))
    assert (apart.argmin(axis=1) == truth).mean() > 0.97

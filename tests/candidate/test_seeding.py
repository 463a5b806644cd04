"""The generators a submission may draw from are seeded as its author would seed them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from grader.candidate.runner import seed_generators


def test_numpy_and_random_start_as_if_the_student_had_seeded_them() -> None:
    seed_generators(5)
    drawn = random.random(), np.random.rand()
    random.seed(5)
    np.random.seed(5)
    assert drawn == (random.random(), np.random.rand())


def test_torch_starts_as_after_its_own_manual_seed() -> None:
    torch = pytest.importorskip("torch")
    seed_generators(5)
    drawn = torch.rand(3)
    torch.manual_seed(5)
    assert torch.equal(drawn, torch.rand(3))

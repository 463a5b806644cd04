"""Public suite of optim_torch: visible data; the expected numbers were worked out by hand."""

from __future__ import annotations

from typing import Any

import torch
import torch._dynamo  # the first optimizer imports it, which takes a second

from grader.judge import case, expect


def run(student: Any, name: str, start: list[float], gradients: list[list[float]], **settings: Any) -> Any:
    """The parameter after one step per gradient."""
    p = student.construct("torch.nn.Parameter", torch.tensor(start, dtype=torch.float64))
    optimizer = getattr(student, name)([p], **settings)
    for gradient in gradients:
        p.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
    return p.data


def double(*numbers: float) -> Any:
    return torch.tensor(numbers, dtype=torch.float64)


@case("MySGD", "Plain step by hand", "손으로 계산한 기본 걸음")
def test_sgd_by_hand(student):
    expect.close(run(student, "MySGD", [1.0, -2.0], [[2.0, 1.0]], lr=0.1), double(0.8, -2.1), "p.data")


@case("MySGD", "Two steps with momentum by hand", "모멘텀으로 걷는 두 걸음")
def test_sgd_two_steps_by_hand(student):
    # buffer 2, then 0.5 * 2 + 2 = 3
    expect.close(run(student, "MySGD", [1.0], [[2.0], [2.0]], lr=0.1, momentum=0.5), double(0.5), "p.data")


@case("MySGD", "Two groups", "두 그룹")
def test_sgd_two_groups_by_hand(student):
    p, q = (student.construct("torch.nn.Parameter", double(1.0)) for _ in range(2))
    optimizer = student.MySGD([{"params": [p]}, {"params": [q], "lr": 0.5}], 0.1)
    p.grad = q.grad = double(1.0)
    optimizer.step()
    expect.close(p.data, double(0.9), "p.data")
    expect.close(q.data, double(0.5), "q.data")


@case("MyAdam", "The first step is the learning rate", "첫걸음은 학습률과 같아요")
def test_adam_first_by_hand(student):
    expect.close(run(student, "MyAdam", [1.0, 1.0], [[40.0, -0.2]], lr=0.1), double(0.9, 1.1), "p.data", rtol=1e-6)


@case("MyAdamW", "Decay and step on two scales", "크기가 다른 두 기울기에서의 감쇠와 걸음")
def test_adamw_by_hand(student):
    got = run(student, "MyAdamW", [1.0, 1.0], [[40.0, 0.2]], lr=0.1, weight_decay=0.5)
    expect.close(got, double(0.85, 0.85), "p.data", rtol=1e-6)

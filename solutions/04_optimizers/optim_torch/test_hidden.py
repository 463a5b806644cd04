"""Hidden suite of optim_torch: MySGD, MyAdam, MyAdamW against torch.optim.

Parameters and optimizers live in the sandbox; the suite sets gradients that it drew beforehand, asks for steps
and reads ``p.data``. The truth is the optimizer of torch itself, run here on copies. Gradients do not depend
on the parameters, so every step of the student is judged on its own merit.
"""

from __future__ import annotations

from typing import Any

import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second

from grader.judge import case, expect, say

TRUTH = {"MySGD": torch.optim.SGD, "MyAdam": torch.optim.Adam, "MyAdamW": torch.optim.AdamW}
CORE = 1e-6
SIZES = ((3, 4), (5,))


def draw(rng: Any, steps: int, sizes: tuple[tuple[int, ...], ...] = SIZES) -> tuple[list[Any], list[list[Any]]]:
    """Values of the parameters, and for each step a gradient for each of them; float64, no tiny gradients."""
    values = [torch.from_numpy(rng.standard_normal(size)) for size in sizes]
    signs = [
        [torch.from_numpy(rng.choice([-1.0, 1.0], size) * rng.uniform(0.3, 2, size)) for size in sizes]
        for _ in range(steps)
    ]
    return values, signs


def rates(rng: Any, name: str) -> dict[str, Any]:
    """Hyperparameters that differ from the defaults and from each other."""
    if name == "MySGD":
        return {"lr": float(rng.uniform(0.1, 0.2)), "momentum": float(rng.uniform(0.6, 0.8))}
    betas = (float(rng.uniform(0.7, 0.8)), float(rng.uniform(0.9, 0.95)))
    return {"lr": float(rng.uniform(0.05, 0.1)), "betas": betas, "eps": 1e-6}


class Here:
    """The optimizer of torch on copies of the values."""

    def __init__(
        self, name: str, values: list[Any], settings: dict[str, Any], groups: list[dict[str, Any]] | None = None
    ) -> None:
        self.parameters = [torch.nn.Parameter(value.clone()) for value in values]
        self.optimizer: Any = TRUTH[name](_grouped(self.parameters, groups), **settings)

    def step(self, gradients: list[Any]) -> None:
        for p, gradient in zip(self.parameters, gradients, strict=True):
            p.grad = None if gradient is None else gradient.clone()
        self.optimizer.step()

    @property
    def data(self) -> list[Any]:
        return [p.data for p in self.parameters]


class There:
    """The student's optimizer on parameters in the sandbox."""

    def __init__(
        self,
        student: Any,
        name: str,
        values: list[Any],
        settings: dict[str, Any],
        groups: list[dict[str, Any]] | None = None,
    ) -> None:
        self.parameters = [student.construct("torch.nn.Parameter", value.clone()) for value in values]
        self.optimizer = getattr(student, name)(_grouped(self.parameters, groups), **settings)

    def step(self, gradients: list[Any]) -> None:
        for p, gradient in zip(self.parameters, gradients, strict=True):
            p.grad = gradient if gradient is None else gradient.clone()
        self.optimizer.step()

    @property
    def data(self) -> list[Any]:
        return [p.data for p in self.parameters]


def _grouped(parameters: list[Any], groups: list[dict[str, Any]] | None) -> list[Any]:
    if groups is None:
        return parameters
    return [{"params": [p], **group} for p, group in zip(parameters, groups, strict=True)]


def agree(there: There, here: Here) -> None:
    for got, want in zip(there.data, here.data, strict=True):
        expect.close(got, want, "p.data", rtol=CORE)


def check_steps(
    student: Any,
    rng: Any,
    name: str,
    settings: dict[str, Any],
    steps: int = 5,
    groups: list[dict[str, Any]] | None = None,
) -> None:
    values, gradients = draw(rng, steps)
    there = There(student, name, values, settings, groups)
    for gradient in gradients:
        there.step(gradient)
    got = there.data
    here = Here(name, values, settings, groups)
    for gradient in gradients:
        here.step(gradient)
    for answer, want in zip(got, here.data, strict=True):
        expect.close(answer, want, "p.data", rtol=CORE)


def check_late_start(student: Any, rng: Any, name: str, settings: dict[str, Any]) -> None:
    """The second parameter has a gradient from the third step on."""
    values, gradients = draw(rng, 4)
    gradients[0][1] = gradients[1][1] = None
    there = There(student, name, values, settings)
    for gradient in gradients[:2]:
        there.step(gradient)
    expect.equal(there.parameters[1].data, values[1], say("p.data without p.grad", "p.grad가 없을 때의 p.data"))
    for gradient in gradients[2:]:
        there.step(gradient)
    here = Here(name, values, settings)
    for gradient in gradients:
        here.step(gradient)
    agree(there, here)


def check_schedule(student: Any, rng: Any, name: str, settings: dict[str, Any]) -> None:
    """A scheduler of torch divides the rate by 4 every two steps."""
    values, gradients = draw(rng, 5)
    there = There(student, name, values, settings)
    schedule = student.construct("torch.optim.lr_scheduler.StepLR", there.optimizer, step_size=2, gamma=0.25)
    for gradient in gradients:
        there.step(gradient)
        schedule.step()
    here = Here(name, values, settings)
    truth = torch.optim.lr_scheduler.StepLR(here.optimizer, step_size=2, gamma=0.25)
    for gradient in gradients:
        here.step(gradient)
        truth.step()
    agree(there, here)


def check_resume(student: Any, rng: Any, name: str, settings: dict[str, Any]) -> None:
    """A new optimizer that loads the state of the old one goes on as if nothing had happened."""
    values, gradients = draw(rng, 5)
    first = There(student, name, values, settings)
    for gradient in gradients[:3]:
        first.step(gradient)
    second = There(student, name, first.data, {"lr": 1.0})
    kept = student.construct("operator.call", first.optimizer.state_dict)  # stays there: its keys are the student's own
    second.optimizer.load_state_dict(kept)
    for gradient in gradients[3:]:
        second.step(gradient)
    here = Here(name, values, settings)
    for gradient in gradients:
        here.step(gradient)
    agree(second, here)


def check_closure(student: Any, rng: Any, name: str, settings: dict[str, Any]) -> None:
    values, (gradients,) = draw(rng, 1)
    there, calls = There(student, name, values, settings), []
    for p, gradient in zip(there.parameters, gradients, strict=True):
        p.grad = gradient.clone()

    def closure() -> float:
        calls.append(1)
        return 0.375

    expect.close(there.optimizer.step(closure), 0.375, "step(closure)")
    expect.holds(len(calls) == 1, say("calls of closure = 1", "closure 호출 횟수 = 1"))
    recording = student.construct("importlib.import_module", "torch").is_grad_enabled  # says whether autograd records
    expect.equal(
        There(student, name, values, settings).optimizer.step(recording),
        True,
        say("torch.is_grad_enabled() in closure", "closure 안의 torch.is_grad_enabled()"),
    )
    here = Here(name, values, settings)
    here.step(gradients)
    agree(there, here)


def check_tiny(student: Any, rng: Any, name: str) -> None:
    """Gradients of the size of the default eps."""
    gradient = draw(rng, 1, ((6,),))[1][0][0] * 1e-8
    values, settings = [torch.zeros(6).double()], {"lr": 0.1}
    there = There(student, name, values, settings)
    there.step([gradient])
    here = Here(name, values, settings)
    here.step([gradient])
    agree(there, here)


def check_hygiene(student: Any, rng: Any, name: str, settings: dict[str, Any]) -> None:
    """Gradients stay, parameters stay leaves of their dtype, ``zero_grad`` clears, a negative rate is refused."""
    values, (gradients,) = draw(rng, 1)
    values, gradients = [v.float() for v in values], [g.float() for g in gradients]
    there = There(student, name, values, settings)
    there.step(gradients)
    for p, gradient in zip(there.parameters, gradients, strict=True):
        expect.equal(p.grad, gradient, "p.grad")
        expect.dtype(p.data, "float32", "p.data")
        expect.holds(p.is_leaf is True and p.requires_grad is True, "p.is_leaf, p.requires_grad")
    there.optimizer.zero_grad()
    left = there.parameters[0].grad
    expect.holds(left is None or not bool(left.any()), say("p.grad after zero_grad()", "zero_grad() 뒤의 p.grad"))
    still = There(student, name, values, {**settings, "lr": 0.0})
    still.step(gradients)
    expect.equal(still.data, values, say("p.data with lr = 0", "lr = 0일 때의 p.data"))
    expect.raises(ValueError, lambda: There(student, name, values, {**settings, "lr": -0.1}), "lr < 0")


# --- MySGD -----------------------------------------------------------------------------------------


@case("MySGD", "Several steps without momentum", "모멘텀 없이 여러 걸음")
def test_sgd_plain(student, rng):
    check_steps(student, rng, "MySGD", {"lr": float(rng.uniform(0.1, 0.2))}, steps=2)


@case("MySGD", "Several steps with momentum", "모멘텀으로 여러 걸음")
def test_sgd_momentum_steps(student, rng):
    check_steps(student, rng, "MySGD", rates(rng, "MySGD"))


@case("MySGD", "Several steps with Nesterov momentum", "네스테로프 모멘텀으로 여러 걸음")
def test_sgd_nesterov_steps(student, rng):
    check_steps(student, rng, "MySGD", {**rates(rng, "MySGD"), "nesterov": True})


@case("MySGD", "Weight decay is added to the gradient", "가중치 감쇠를 기울기에 더해요")
def test_sgd_decay(student, rng):
    check_steps(student, rng, "MySGD", {**rates(rng, "MySGD"), "weight_decay": float(rng.uniform(0.1, 0.3))})


@case("MySGD", "Parameter groups with rates of their own", "저마다 다른 학습률을 가진 파라미터 그룹")
def test_sgd_groups(student, rng):
    groups = [{"lr": 0.3}, {"momentum": 0.5, "weight_decay": 0.2}]
    check_steps(student, rng, "MySGD", rates(rng, "MySGD"), steps=3, groups=groups)


@case("MySGD", "Momentum while a scheduler changes the rate", "스케줄러가 학습률을 바꿀 때의 모멘텀")
def test_sgd_schedule(student, rng):
    check_schedule(student, rng, "MySGD", rates(rng, "MySGD"))


@case("MySGD", "Parameters without a gradient wait", "기울기가 없는 파라미터는 기다려요", group="robust")
def test_sgd_late_start(student, rng):
    check_late_start(student, rng, "MySGD", {**rates(rng, "MySGD"), "weight_decay": 0.1})


@case("MySGD", "A loaded state continues identically", "불러온 상태로 똑같이 이어 가요", group="robust")
def test_sgd_resume(student, rng):
    check_resume(student, rng, "MySGD", rates(rng, "MySGD"))


@case("MySGD", "step(closure) returns the loss", "step(closure)는 손실을 반환해요", group="robust")
def test_sgd_closure(student, rng):
    check_closure(student, rng, "MySGD", rates(rng, "MySGD"))


@case("MySGD", "Nothing else changes; bad arguments", "나머지 값 보존, 잘못된 인자", group="hygiene")
def test_sgd_hygiene(student, rng):
    check_hygiene(student, rng, "MySGD", {**rates(rng, "MySGD"), "weight_decay": 0.1})
    p = student.construct("torch.nn.Parameter", torch.zeros(2))
    expect.raises(
        ValueError,
        lambda: student.MySGD([p], 0.1, nesterov=True),
        say("nesterov without momentum", "momentum 없는 nesterov"),
    )


# --- MyAdam ----------------------------------------------------------------------------------------


@case("MyAdam", "Several steps", "여러 걸음")
def test_adam_steps(student, rng):
    check_steps(student, rng, "MyAdam", rates(rng, "MyAdam"))


@case("MyAdam", "Default hyperparameters", "하이퍼파라미터의 기본값")
def test_adam_defaults(student, rng):
    _, gradients = draw(rng, 3, ((6,),))
    values = [torch.zeros(6).double()]
    there = There(student, "MyAdam", values, {})
    for gradient in gradients:
        there.step(gradient)
    got = there.data
    here = Here("MyAdam", values, {})
    for gradient in gradients:
        here.step(gradient)
    expect.close(got[0], here.data[0], "p.data", rtol=CORE)


@case("MyAdam", "Weight decay is added to the gradient", "가중치 감쇠를 기울기에 더해요")
def test_adam_penalty(student, rng):
    check_steps(student, rng, "MyAdam", {**rates(rng, "MyAdam"), "weight_decay": float(rng.uniform(0.3, 0.6))}, steps=3)


@case("MyAdam", "Every parameter counts its own steps", "파라미터마다 걸음 수를 따로 세요")
def test_adam_late_start(student, rng):
    check_late_start(student, rng, "MyAdam", rates(rng, "MyAdam"))


@case("MyAdam", "Parameter groups with settings of their own", "저마다 다른 설정을 가진 파라미터 그룹")
def test_adam_groups(student, rng):
    check_steps(student, rng, "MyAdam", rates(rng, "MyAdam"), 3, [{"lr": 0.2}, {"betas": (0.5, 0.8), "eps": 0.1}])


@case("MyAdam", "A scheduler changes the rate", "스케줄러가 학습률을 바꿔요", group="robust")
def test_adam_schedule(student, rng):
    check_schedule(student, rng, "MyAdam", rates(rng, "MyAdam"))


@case("MyAdam", "A loaded state continues identically", "불러온 상태로 똑같이 이어 가요", group="robust")
def test_adam_resume(student, rng):
    check_resume(student, rng, "MyAdam", rates(rng, "MyAdam"))


@case("MyAdam", "step(closure) returns the loss", "step(closure)는 손실을 반환해요", group="robust")
def test_adam_closure(student, rng):
    check_closure(student, rng, "MyAdam", rates(rng, "MyAdam"))


@case("MyAdam", "Gradients as small as eps", "eps만큼 작은 기울기", group="robust")
def test_adam_tiny(student, rng):
    check_tiny(student, rng, "MyAdam")


@case("MyAdam", "Nothing else changes; bad arguments", "나머지 값 보존, 잘못된 인자", group="hygiene")
def test_adam_hygiene(student, rng):
    check_hygiene(student, rng, "MyAdam", {**rates(rng, "MyAdam"), "weight_decay": 0.1})


# --- MyAdamW ---------------------------------------------------------------------------------------


@case("MyAdamW", "Several steps", "여러 걸음")
def test_adamw_steps(student, rng):
    check_steps(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": float(rng.uniform(0.3, 0.6))})


@case("MyAdamW", "Default hyperparameters, weight decay included", "가중치 감쇠를 포함한 하이퍼파라미터의 기본값")
def test_adamw_defaults(student, rng):
    check_steps(student, rng, "MyAdamW", {}, steps=3)


@case("MyAdamW", "Decay does not depend on the scale of the gradient", "감쇠는 기울기의 크기에 좌우되지 않아요")
def test_adamw_decay_is_decoupled(student, rng):
    start, lr, decay = torch.ones(2).double(), 0.05, float(rng.uniform(0.3, 0.6))
    scale = torch.tensor([float(rng.uniform(0.5, 1)), float(rng.uniform(50, 100))]).double()
    there = There(student, "MyAdamW", [start], {"lr": lr, "weight_decay": decay, "eps": 1e-12})
    there.step([scale])
    there.step([scale])
    want = 1.0
    for _ in range(2):
        want = want * (1 - lr * decay) - lr
    expect.close(there.data[0], torch.full((2,), want).double(), "p.data", rtol=CORE)


@case("MyAdamW", "Parameter groups with settings of their own", "저마다 다른 설정을 가진 파라미터 그룹")
def test_adamw_groups(student, rng):
    groups = [{"lr": 0.2}, {"betas": (0.5, 0.8), "eps": 0.1, "weight_decay": 0.0}]
    check_steps(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": 0.4}, 3, groups)


@case("MyAdamW", "Every parameter counts its own steps", "파라미터마다 걸음 수를 따로 세요", group="robust")
def test_adamw_late_start(student, rng):
    check_late_start(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": 0.4})


@case("MyAdamW", "A scheduler changes the rate", "스케줄러가 학습률을 바꿔요", group="robust")
def test_adamw_schedule(student, rng):
    check_schedule(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": 0.4})


@case("MyAdamW", "A loaded state continues identically", "불러온 상태로 똑같이 이어 가요", group="robust")
def test_adamw_resume(student, rng):
    check_resume(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": 0.4})


@case("MyAdamW", "step(closure) returns the loss", "step(closure)는 손실을 반환해요", group="robust")
def test_adamw_closure(student, rng):
    check_closure(student, rng, "MyAdamW", rates(rng, "MyAdamW"))


@case("MyAdamW", "Gradients as small as eps", "eps만큼 작은 기울기", group="robust")
def test_adamw_tiny(student, rng):
    check_tiny(student, rng, "MyAdamW")


@case("MyAdamW", "Nothing else changes; bad arguments", "나머지 값 보존, 잘못된 인자", group="hygiene")
def test_adamw_hygiene(student, rng):
    check_hygiene(student, rng, "MyAdamW", {**rates(rng, "MyAdamW"), "weight_decay": 0.1})

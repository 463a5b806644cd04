"""Three optimizers that plug into PyTorch.

``torch.optim.Optimizer`` brings what all optimizers share: ``param_groups`` (a list of dicts, each with its
``"params"`` and its own hyperparameters), ``state`` (a dict from parameter to whatever is remembered for it),
``zero_grad``, ``state_dict`` and ``load_state_dict``. A subclass gives the defaults and writes ``step``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

Params = Iterable[Tensor] | Iterable[dict[str, Any]]
Closure = Callable[[], Any]


class MySGD(Optimizer):
    """Gradient descent with momentum, as in PyTorch.

    With ``d = p.grad + weight_decay * p``, and for ``momentum`` mu other than 0:
    ``buf = d`` at the parameter's first step and ``buf = mu * buf + d`` later; ``d = buf``, or ``d = d + mu * buf``
    with ``nesterov``. Then ``p = p - lr * d``. The learning rate is outside of the buffer.

    Args:
        params: Parameters, or groups: dicts with ``"params"`` and hyperparameters of their own.
        lr: Learning rate, at least 0.
        momentum: mu, at least 0.
        nesterov: Look ahead; needs ``momentum > 0``.
        weight_decay: L2 penalty, added to the gradient.

    Raises:
        ValueError: For a negative ``lr``, or for ``nesterov`` without momentum.
    """

    def __init__(
        self, params: Params, lr: float, momentum: float = 0.0, nesterov: bool = False, weight_decay: float = 0.0
    ) -> None:
        # <solution>
        if lr < 0:
            raise ValueError("lr is negative")
        if nesterov and momentum <= 0:
            raise ValueError("nesterov needs momentum")
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay})
        # </solution>

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient.

        Gradients stay as they are, parameters stay the same objects and leaves of the graph.

        Args:
            closure: Computes the loss again; called once, before the step, with gradients enabled.

        Returns:
            What ``closure`` returned, or None.
        """
        # <solution>
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _sgd(p, self.state[p], group)
        return loss
        # </solution>


class MyAdam(Optimizer):
    """Adam (Kingma, Ba 2015, algorithm 1); ``weight_decay`` is an L2 penalty, added to the gradient.

    Every parameter counts its own steps: a parameter that had no gradient made no step.

    Args:
        params: Parameters, or groups.
        lr: Learning rate, at least 0.
        betas: Decay of the moving averages of the gradient and of its square.
        eps: Added to the root of the corrected second moment.
        weight_decay: L2 penalty.

    Raises:
        ValueError: For a negative ``lr``.
    """

    def __init__(
        self,
        params: Params,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        # <solution>
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        # </solution>

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient; as in ``MySGD``."""
        # <solution>
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _adam(p, p.grad + group["weight_decay"] * p, self.state[p], group)
        return loss
        # </solution>


class MyAdamW(Optimizer):
    """AdamW (Loshchilov, Hutter 2019, algorithm 2, as in PyTorch): Adam with decoupled weight decay.

    ``p = p - lr * weight_decay * p``, and then Adam's step, whose moments see the gradient of the loss alone.

    Args:
        params: Parameters, or groups.
        lr: Learning rate, at least 0.
        betas: Decay of the moving averages of the gradient and of its square.
        eps: Added to the root of the corrected second moment.
        weight_decay: Share of ``lr`` by which a parameter shrinks.

    Raises:
        ValueError: For a negative ``lr``.
    """

    def __init__(
        self,
        params: Params,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ) -> None:
        # <solution>
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        # </solution>

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient; as in ``MySGD``."""
        # <solution>
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        p.mul_(1 - group["lr"] * group["weight_decay"])
                        _adam(p, p.grad, self.state[p], group)
        return loss
        # </solution>


# <solution>
def _loss(closure: Closure | None) -> Any:
    if closure is None:
        return None
    with torch.enable_grad():
        return closure()


def _sgd(p: Tensor, state: dict[str, Any], group: dict[str, Any]) -> None:
    assert p.grad is not None
    d = p.grad + group["weight_decay"] * p
    mu = group["momentum"]
    if mu != 0:
        state["momentum_buffer"] = mu * state["momentum_buffer"] + d if "momentum_buffer" in state else d.clone()
        d = d + mu * state["momentum_buffer"] if group["nesterov"] else state["momentum_buffer"]
    p.sub_(group["lr"] * d)


def _adam(p: Tensor, d: Tensor, state: dict[str, Any], group: dict[str, Any]) -> None:
    if not state:
        state.update(step=0, exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
    beta1, beta2 = group["betas"]
    state["step"] += 1
    state["exp_avg"] = beta1 * state["exp_avg"] + (1 - beta1) * d
    state["exp_avg_sq"] = beta2 * state["exp_avg_sq"] + (1 - beta2) * d**2
    m = state["exp_avg"] / (1 - beta1 ** state["step"])
    v = state["exp_avg_sq"] / (1 - beta2 ** state["step"])
    p.sub_(group["lr"] * m / (v.sqrt() + group["eps"]))


# </solution>

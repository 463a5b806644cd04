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
        raise NotImplementedError("MySGD.__init__")

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient.

        Gradients stay as they are, parameters stay the same objects and leaves of the graph.

        Args:
            closure: Computes the loss again; called once, before the step, with gradients enabled.

        Returns:
            What ``closure`` returned, or None.
        """
        raise NotImplementedError("MySGD.step")


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
        raise NotImplementedError("MyAdam.__init__")

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient; as in ``MySGD``."""
        raise NotImplementedError("MyAdam.step")


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
        raise NotImplementedError("MyAdamW.__init__")

    def step(self, closure: Closure | None = None) -> Any:
        """One step for every parameter that has a gradient; as in ``MySGD``."""
        raise NotImplementedError("MyAdamW.step")

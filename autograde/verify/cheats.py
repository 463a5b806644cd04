"""Baseline cheats: fourteen ways of answering without having solved anything. Each must earn nothing.

A cheat is the reference with every task wrapped: the true answer's structure is kept and every number
in it is replaced. That is the strongest form of each cheat (shapes are right), and so the hardest test
of a suite. Random numbers come from a fixed seed, so that a proof says the same every time.
"""

from __future__ import annotations

from autograde.verify import quizzes
from grader.model import Exercise, Kind

CHEATS = (
    "zeros", "ones", "echo", "nan", "infinite", "random", "empty", "scalar", "masked", "constant", "wrong_dtype",
    "mutating", "exit", "skip",
)  # fmt: skip

_WRAPPER = """

import os as _os
import sys as _sys

import numpy as _np

_torch = _sys.modules.get("torch")
_MODE = {mode!r}
_TASKS = {tasks!r}
_SPECIAL = dict(nan=float("nan"), infinite=float("inf"))
_DRAWS = _np.random.default_rng(20)  # goes on from call to call: the same question gets another answer


class Skipped(BaseException):
    pass


def _random(v):
    # Another array of the same shape and dtype.
    if v.dtype.kind in "fc":
        return _DRAWS.standard_normal(v.shape).astype(v.dtype)
    return _DRAWS.integers(0, 2 if v.dtype.kind == "b" else 10, v.shape).astype(v.dtype)


def _array(v, first):
    modes = dict(
        zeros=lambda: _np.zeros_like(v),
        ones=lambda: _np.ones_like(v),
        echo=lambda: first if first is not None else _np.zeros_like(v),
        nan=lambda: _np.full(v.shape, _np.nan),
        infinite=lambda: _np.full(v.shape, _np.inf, v.dtype if v.dtype.kind == "f" else float),
        random=lambda: _random(v),
        empty=lambda: _np.zeros((0, *v.shape[1:]), v.dtype),
        scalar=lambda: 1.0,
        masked=lambda: _np.ma.masked_all(v.shape),
        constant=lambda: _np.full_like(v, 1) * 0.5,
        wrong_dtype=lambda: v.astype(_np.float64 if v.dtype.kind in "iub" else _np.int64),
        mutating=lambda: _np.zeros_like(v),
    )
    return modes[_MODE]()


def _module(v):
    # An answer that is a module: every number in it is replaced.
    if _MODE in ("empty", "scalar", "masked"):
        return _array(_np.zeros(1), None)
    with _torch.no_grad():
        for tensor in v.state_dict().values():
            number = dict(zeros=0, ones=1, nan=_np.nan, infinite=_np.inf, random=_DRAWS.normal()).get(_MODE, 3)
            tensor.fill_(number if tensor.is_floating_point() else 3)
    return v


def _leaf(v, first):
    if _torch is not None and isinstance(v, _torch.nn.Module):
        return _module(v)
    if _torch is not None and isinstance(v, _torch.Tensor):
        other = first.detach().numpy() if isinstance(first, _torch.Tensor) else None
        out = _array(v.detach().numpy(), other)
        if isinstance(out, float) or isinstance(out, _np.ma.MaskedArray):
            return out
        tensor = _torch.from_numpy(_np.array(out))
        same = tensor.dtype == v.dtype and tensor.shape == v.shape
        return tensor * v.sum() * 0 + tensor if v.requires_grad and same else tensor
    if isinstance(v, _np.ndarray):
        return _array(v, first if isinstance(first, _np.ndarray) else None)
    if isinstance(v, (bool, _np.bool_)):
        return bool(_DRAWS.integers(2)) if _MODE == "random" else _MODE == "ones"
    if isinstance(v, int):
        drawn = int(_DRAWS.integers(10))
        return dict(_SPECIAL, zeros=0, ones=1, constant=7, wrong_dtype=float(v), random=drawn).get(_MODE, 3)
    if isinstance(v, (float, _np.number)):
        whole = int(v) if v == v and abs(v) < 1e9 else 0
        drawn = float(_DRAWS.random())  # between 0 and 1, where most shares and losses are
        return dict(_SPECIAL, zeros=0.0, ones=1.0, constant=0.5, wrong_dtype=whole, random=drawn).get(_MODE, 0.25)
    if isinstance(v, str):
        return "?"  # a word is an answer, too; the one that is right by chance is left to the suite's other calls
    return v


def _tree(v, first):
    if isinstance(v, (tuple, list)):
        return type(v)(_tree(i, first) for i in v)
    if hasattr(v, "__next__"):  # a generator is run to its end here, so that what it calls is not replaced as well
        return iter([_tree(i, first) for i in list(v)])
    if isinstance(v, dict):
        return {{k: _tree(i, first) for k, i in v.items()}}
    return _leaf(v, first)


_inside = []  # an answer is replaced once, on its way out: a function that calls another one gets the true answer


def _cheat(original, opaque, args, kwargs):
    if _inside:
        return original(*args, **kwargs)
    _inside.append(original)
    try:
        return _replaced(original, opaque, args, kwargs)
    finally:
        _inside.clear()


def _replaced(original, opaque, args, kwargs):
    if _MODE == "exit":
        _os._exit(0)
    if _MODE == "skip":
        raise Skipped("skipped")
    arrays = [a for a in args if hasattr(a, "shape") and not callable(a)]
    first = arrays[0] if arrays else None
    copy = None if first is None else (first.detach().clone() if hasattr(first, "detach") else first.copy())
    out = original(*args, **kwargs)
    writeable = first is not None and not hasattr(first, "detach") and first.flags.writeable and first.size
    if _MODE == "mutating" and writeable:
        first[...] = 7
    if opaque and isinstance(out, tuple):
        return tuple(v if i in opaque else _tree(v, copy) for i, v in enumerate(out))
    return _tree(out, copy)


def _function(original, opaque):
    return lambda *args, **kwargs: _cheat(original, opaque, args, kwargs)


def _step(self, *args, **kwargs):
    if _MODE == "exit":
        _os._exit(0)
    if _MODE == "skip":
        raise Skipped("skipped")
    with _torch.no_grad():
        for group in self.param_groups:
            for p in group["params"]:
                value = dict(_SPECIAL, zeros=0.0, ones=1.0, constant=0.5, mutating=7.0).get(_MODE)
                if _MODE == "random":
                    p.copy_(_torch.from_numpy(_random(p.detach().numpy())))
                elif value is not None:
                    p.fill_(value)


for _name, _opaque in _TASKS:
    _original = globals()[_name]
    if isinstance(_original, type):
        for _method in (
            "forward", "step", "transform", "fit_transform", "inverse_transform", "loss",
            "fit", "predict", "predict_proba", "score",
        ):
            if _method in vars(_original):
                learner = _method == "step" and hasattr(_original, "add_param_group")
                setattr(_original, _method, _step if learner else (lambda m: lambda self, *a, **k: _cheat(
                    lambda *b, **l: m(self, *b, **l), (), a, k))(getattr(_original, _method)))
    else:
        globals()[_name] = _function(_original, _opaque)
"""


def cheats(exercise: Exercise) -> tuple[str, ...]:
    """Names of the cheats that ``exercise`` is tried with."""
    return tuple(quizzes.CHEATS) if exercise.kind is Kind.QUIZ else CHEATS


def cheat(exercise: Exercise, reference: bytes, mode: str) -> bytes:
    """Source of the cheat ``mode`` for ``exercise``."""
    if exercise.kind is Kind.QUIZ:
        return quizzes.cheat(mode)
    tasks = [(task.name, task.opaque) for task in exercise.tasks]
    return reference + _WRAPPER.format(mode=mode, tasks=tasks).encode("utf-8")

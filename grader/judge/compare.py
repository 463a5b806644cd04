"""The comparator: does an answer equal what was expected, and if not, how does it differ?

Order of checks: kind of object, shape, dtype kind, finiteness, tolerance. There is no
broadcasting, and both sides are base arrays by construction, so masked, object, subclass and
empty-array tricks fail before any number is compared. Tolerances come from one table. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.judge.link import RemoteRef
from grader.judge.proxy import Remote
from grader.model import Mismatch, Text, Words

RTOL: dict[str, float] = {
    "float64": 1e-7, "complex128": 1e-7, "float32": 1e-4, "complex64": 1e-4, "float16": 1e-2, "bfloat16": 2e-2,
}  # fmt: skip
"""Relative tolerance per dtype of the expected value, of each element and of the largest one."""
RTOL_ON_GPU = RTOL | {"float32": 1e-3, "complex64": 1e-3}
"""The same for answers that were computed on a GPU, whose sums run in another order."""

MAX_RATIO = 1e9  # finite, so that reports stay plain JSON
HEAT_SIDE = 32
_HEAT_STEPS = (1.0, 1e2, 1e4, 1e6)
SHOWN_TYPES = frozenset(
    {"MaskedArray", "matrix", "ndarray", "set", "frozenset", "function", "method", "generator", "module", "type"}
    | {"range", "map", "zip", "filter", "dict_keys", "dict_values", "dict_items", "Tensor"}
    | {"builtin_function_or_method"}
)
"""Names of types that are shown to students as they are; a name of their own could carry hidden inputs out."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """``|answer - expected| <= rtol * |expected| + rtol * scale * max|expected| + atol``.

    The middle term allows for another order of summation where large terms cancel.
    """

    rtol: float | None = None
    atol: float = 0.0
    scale: float = 0.1
    gpu: bool = False

    def of(self, expected: Array, dtype: str) -> Array:
        """Allowed absolute error per element of ``expected``, whose dtype is called ``dtype``."""
        table = RTOL_ON_GPU if self.gpu else RTOL
        rtol = table.get(dtype, 0.0) if self.rtol is None else self.rtol
        magnitude = np.abs(expected)
        finite = magnitude[np.isfinite(magnitude)]
        largest = float(finite.max()) if finite.size else 0.0
        return rtol * np.where(np.isfinite(magnitude), magnitude, 0.0) + rtol * self.scale * largest + self.atol


def compare(actual: Any, expected: Any, what: Words, tolerance: Tolerance) -> Mismatch | None:
    """The first difference between ``actual`` and ``expected``, or None when they agree.

    Containers are compared part by part; ``what`` names the quantity and grows with the path.
    """
    if isinstance(expected, list | tuple):
        return _sequences(actual, expected, what, tolerance)
    if isinstance(expected, Mapping):
        return _mappings(actual, expected, what, tolerance)
    if expected is None or isinstance(expected, str | bytes | bool) or _is_truth(expected):
        return _exact(actual, expected, what)
    if _is_tensor(expected):
        return _tensors(actual, expected, what, tolerance)
    if isinstance(expected, np.ndarray) and expected.ndim > 0:
        return _arrays(actual, expected, what, tolerance)
    return _scalars(actual, expected, what, tolerance)


def type_name(value: Any) -> str:
    """How a kind of value is named to a student. Never asks the value itself."""
    if isinstance(value, Remote | RemoteRef):
        name = value.__remote__.type_name if isinstance(value, Remote) else value.type_name
        return name if name in SHOWN_TYPES else "object"
    if isinstance(value, np.generic):
        return str(value.dtype.name)
    return type(value).__name__


def part(what: Words, key: object) -> Words:
    """What the part of ``what`` at ``key`` is called."""
    if isinstance(what, Text):
        return Text(f"{what.en}[{key!r}]", f"{what.ko}[{key!r}]")
    return f"{what}[{key!r}]"


def _is_tensor(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach")


def _wrong_type(actual: Any, expected: Any, what: Words) -> Mismatch:
    return Mismatch("type", what, expected_type=type_name(expected), actual_type=type_name(actual))


def _is_truth(value: Any) -> bool:
    """A numpy bool, as a scalar or as an array without dimensions: 0 is not the same as False."""
    return isinstance(value, np.bool_) or (isinstance(value, np.ndarray) and value.shape == () and value.dtype == bool)


def _exact(actual: Any, expected: Any, what: Words) -> Mismatch | None:
    actual, expected = (bool(side) if _is_truth(side) else side for side in (actual, expected))
    if type(actual) is not type(expected):
        return _wrong_type(actual, expected, what)
    return None if actual == expected else Mismatch("value", what, differing=1, total=1, worst_ratio=MAX_RATIO)


def _sequences(actual: Any, expected: Sequence[Any], what: Words, tolerance: Tolerance) -> Mismatch | None:
    if not isinstance(actual, list | tuple):
        return _wrong_type(actual, expected, what)
    if len(actual) != len(expected):
        return Mismatch("structure", what, expected_shape=(len(expected),), actual_shape=(len(actual),))
    pairs = ((compare(a, e, part(what, i), tolerance)) for i, (a, e) in enumerate(zip(actual, expected, strict=True)))
    return next((m for m in pairs if m), None)


def _mappings(actual: Any, expected: Mapping[Any, Any], what: Words, tolerance: Tolerance) -> Mismatch | None:
    if not isinstance(actual, dict):
        return _wrong_type(actual, expected, what)
    missing = [key for key in expected if key not in actual]
    if missing:
        return Mismatch("missing", part(what, missing[0]))
    pairs = (compare(actual[key], value, part(what, key), tolerance) for key, value in expected.items())
    return next((m for m in pairs if m), None)


def _tensors(actual: Any, expected: Any, what: Words, tolerance: Tolerance) -> Mismatch | None:
    if not _is_tensor(actual):
        return _wrong_type(actual, expected, what)
    name = str(expected.dtype).removeprefix("torch.")
    mine, theirs = _tensor_array(expected), _tensor_array(actual)
    if tuple(theirs.shape) != tuple(mine.shape):
        return Mismatch("shape", what, expected_shape=tuple(mine.shape), actual_shape=tuple(theirs.shape))
    if actual.dtype != expected.dtype:
        theirs_name = str(actual.dtype).removeprefix("torch.")
        return Mismatch("dtype", what, expected_dtype=name, actual_dtype=theirs_name)
    return _values(theirs, mine, what, tolerance, name)


def _tensor_array(tensor: Any) -> Array:
    plain = tensor.detach()
    array: Array = (plain.double() if plain.dtype.is_floating_point else plain).numpy()
    return array


def _arrays(actual: Any, expected: Array, what: Words, tolerance: Tolerance) -> Mismatch | None:
    if _is_tensor(actual) or not isinstance(actual, np.ndarray | np.generic | int | float):
        return _wrong_type(actual, expected, what)
    answer = np.asarray(actual)
    if answer.shape != expected.shape:
        return Mismatch("shape", what, expected_shape=expected.shape, actual_shape=answer.shape)
    return _same_kind(answer, expected, what) or _values(answer, expected, what, tolerance, expected.dtype.name)


def _same_kind(answer: Array, expected: Array, what: Words) -> Mismatch | None:
    kinds = {"i": "i", "u": "i"}
    if kinds.get(answer.dtype.kind, answer.dtype.kind) == kinds.get(expected.dtype.kind, expected.dtype.kind):
        return None
    return Mismatch("dtype", what, expected_dtype=expected.dtype.name, actual_dtype=answer.dtype.name)


def _scalars(actual: Any, expected: Any, what: Words, tolerance: Tolerance) -> Mismatch | None:
    """Numbers: Python and numpy scalars and 0-d arrays are one kind; an int may stand for a float."""
    if _is_tensor(actual):
        actual = _tensor_array(actual)
    if isinstance(actual, bool | np.bool_) or not isinstance(actual, int | float | complex | np.number | np.ndarray):
        return _wrong_type(actual, expected, what)
    answer, goal = np.asarray(actual), np.asarray(expected)
    if answer.shape != ():
        return Mismatch("shape", what, expected_shape=(), actual_shape=answer.shape)
    allowed = {"c": "iufc", "f": "iuf"}.get(goal.dtype.kind, "iu")
    if answer.dtype.kind not in allowed:
        return Mismatch("dtype", what, expected_dtype=goal.dtype.name, actual_dtype=answer.dtype.name)
    return _values(answer, goal, what, tolerance, goal.dtype.name)


def _values(answer: Array, expected: Array, what: Words, tolerance: Tolerance, dtype: str) -> Mismatch | None:
    if answer.size == 0:
        return None
    nan, inf = int(np.isnan(answer).sum()), int(np.isinf(answer).sum())
    with np.errstate(all="ignore"):  # the student's numbers may overflow; that is evidence, not an error
        ratio = _ratios(answer, expected, tolerance, dtype)
    bad = ~(ratio <= 1.0)
    if not bad.any():
        return None
    index = np.unravel_index(int(np.argmax(np.where(np.isnan(ratio), np.inf, ratio))), ratio.shape)
    worst = float(ratio[index])
    wrong_finiteness = bool((~np.isfinite(answer) & np.isfinite(expected)).any())
    return Mismatch(
        "nonfinite" if wrong_finiteness else "value",
        what,
        expected_shape=expected.shape,
        actual_shape=answer.shape,
        differing=int(bad.sum()),
        total=int(bad.size),
        worst_index=tuple(int(i) for i in index),
        worst_ratio=_coarse(worst),
        nan=nan,
        inf=inf,
        heat=heat_map(ratio),
    )


def _ratios(answer: Array, expected: Array, tolerance: Tolerance, dtype: str) -> Array:
    """Error over tolerance per element; 0 where equal (also equal infinities), inf where not comparable."""
    if expected.dtype.kind in "biu" and answer.dtype.kind in "biu":
        return np.where(answer == expected, 0.0, np.inf)
    wide = np.complex128 if expected.dtype.kind == "c" else np.float64
    error = np.abs(answer.astype(wide) - expected)
    allowed = tolerance.of(expected.astype(wide), dtype)
    ratio = np.where(error == 0, 0.0, error / np.maximum(allowed, np.finfo(np.float64).tiny))
    same_infinity = np.isinf(expected) & (answer == expected)
    ratio = np.where(same_infinity, 0.0, ratio)  # NaN equals nothing, also not an expected NaN
    return np.where(np.isnan(ratio), np.inf, ratio)


def _coarse(ratio: float) -> float:
    """Two significant digits: enough to learn from, too little to reconstruct expected values.

    Never 1.0, since an error that is "1 times the tolerance" would be none.
    """
    return max(1.1, float(f"{min(ratio, MAX_RATIO):.1e}"))


def _plane(ratio: Array) -> Array:
    """``ratio`` laid out in two dimensions; images (N, C, H, W) as rows of samples and columns of channels."""
    if ratio.ndim == 4:
        n, c, h, w = ratio.shape
        return ratio.transpose(0, 2, 1, 3).reshape(n * h, c * w)
    if ratio.ndim == 3:
        n, h, w = ratio.shape
        return ratio.transpose(1, 0, 2).reshape(h, n * w)
    return ratio.reshape(-1, ratio.shape[-1])


def heat_map(ratio: Array) -> tuple[tuple[int, ...], ...]:
    """Error ratios as at most 32 x 32 levels 0..4, the worst of each block. Scalars have none."""
    if ratio.ndim == 0 or ratio.size < 2:
        return ()
    plane = _plane(ratio)
    levels = np.sum([plane > step for step in _HEAT_STEPS], axis=0)
    rows, columns = (np.array_split(np.arange(n), min(n, HEAT_SIDE)) for n in levels.shape)
    return tuple(tuple(int(levels[np.ix_(r, c)].max()) for c in columns) for r in rows)


def gradient_mismatch(actual: Any, expected: Any, what: Words, tol: float) -> Mismatch | None:
    """Compare gradients: ``|a - b| <= tol * (|b| + max|b|)`` elementwise, after the usual checks.

    The relative error of the CS231n notes ("Gradient checks"), with the scale of the whole array so that
    entries that vanish by cancellation do not decide.
    """
    tolerance = Tolerance(rtol=tol, scale=1.0)
    found = compare(actual, expected, what, tolerance)
    return replace(found, kind="gradient") if found and found.kind == "value" else found

"""Arguments of a request on the judge's side: what the student's code changed in them, and what they held before.

The caller's own objects must come out of every case as they went in, or the next submission would be judged on other
inputs: arrays hold again what the test put there, and containers are restored at the end of the case.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.wire import WireError


def live_arguments(message: dict[str, Any]) -> dict[Any, Any]:
    """The caller's own argument objects, by position or name."""
    return {**dict(enumerate(message.get("a", ()))), **message.get("k", {})}


class LiveArrays:
    """Arguments that are arrays: during a callback the test's own function sees what the student wrote into
    them (it may close over them); afterwards they hold again what the test put there. A hidden test can
    therefore never compute its expectation from an input that the student's code changed.
    """

    def __init__(self, live: dict[Any, Any]) -> None:
        self.live = live
        self._before: dict[Any, Any] = {}

    def show(self, changed: Any) -> None:
        """Write ``changed`` (arrays by place) into the test's own arrays. Raises ``WireError``."""
        if type(changed) is not dict:
            raise WireError("malformed changes")
        for place, new in changed.items():
            old = self.live.get(place)
            if _is_array(old) and _fits(old, new):
                self._before.setdefault(place, _copy(old))
                _overwrite(old, new)

    def put_back(self) -> None:
        """Make every array again what it was before the first ``show``, the last one first: two may overlap."""
        for place, value in reversed(self._before.items()):
            _overwrite(self.live[place], value)
        self._before = {}


def write_back(live: dict[Any, Any], changed: dict[Any, Any]) -> None:
    """Copy-restore: dicts and lists of the caller get the callee's contents; arrays stay as they were."""
    for place, new in changed.items():
        old = live.get(place)
        if type(old) is dict and type(new) is dict:
            old.clear()
            old.update(new)
        elif type(old) is list and type(new) is list:
            old[:] = new


def deep_copy(value: Any) -> Any:
    """A copy of containers and arrays; what a test passes beside them cannot be changed by the student's code."""
    kind = type(value)
    if kind is dict:
        return {key: deep_copy(item) for key, item in value.items()}
    if kind is list:
        return [deep_copy(item) for item in value]
    if kind is tuple:
        return tuple(deep_copy(item) for item in value)
    return _copy(value) if _is_array(value) else value


def _is_array(value: Any) -> bool:
    return type(value) is np.ndarray or type(value).__module__.partition(".")[0] == "torch"


def _fits(old: Any, new: Any) -> bool:
    same = type(old) is type(new) and old.shape == new.shape and old.dtype == new.dtype
    return bool(same and (not isinstance(old, np.ndarray) or old.flags.writeable))


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value.detach().clone()


def _overwrite(old: Any, new: Any) -> None:
    if isinstance(old, np.ndarray):
        old[...] = new
    else:
        old.detach().copy_(new.detach())

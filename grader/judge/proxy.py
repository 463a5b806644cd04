"""``student``: the submission as a hidden test sees it.

Looks like the student's module and holds none of it. Attributes that are data arrive as base
values; everything else is a ``Remote`` that can be passed back, called, indexed or asked for
attributes. Private names (leading underscore) do not cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge.failures import CandidateLied
from grader.judge.link import Link, RemoteRef


class Remote:
    """An object in the sandbox: a cache, a module, an optimizer, a function."""

    __slots__ = ("__remote__", "_link")

    def __init__(self, link: Link, ref: RemoteRef) -> None:
        object.__setattr__(self, "_link", link)
        object.__setattr__(self, "__remote__", ref)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _wrap(self._link, self._link.request({"op": "get", "on": self, "name": name}))

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_"):
            raise AttributeError(name)
        self._link.request({"op": "set", "on": self, "attr": name, "value": value})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object in the sandbox."""
        return _wrap(self._link, self._link.request({"op": "call", "on": self, "a": list(args), "k": kwargs}))

    def __getitem__(self, key: Any) -> Any:
        return _wrap(self._link, self._link.request({"op": "get", "on": self, "item": key}))

    def __bool__(self) -> bool:
        return True

    def __deepcopy__(self, memo: dict[int, Any]) -> Remote:
        return self

    def __repr__(self) -> str:
        return f"<object of the submission, number {self.__remote__.id}>"


class Function:
    """A function or class of the submission, by name."""

    __slots__ = ("_keep", "_link", "_name")

    def __init__(self, link: Link, name: str, keep: tuple[int, ...]) -> None:
        self._link, self._name, self._keep = link, name, keep

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function in the sandbox; positions that the exercise declares opaque stay there."""
        message: dict[str, Any] = {"op": "call", "name": self._name, "a": list(args), "k": kwargs}
        if self._keep:
            message["keep"] = list(self._keep)
        return _wrap(self._link, self._link.request(message))

    @property
    def __remote_name__(self) -> str:
        return self._name


class Student:
    """The fixture ``student``. Functions are called as usual: ``student.softmax(x, axis=-1)``."""

    def __init__(self, link: Link, keep: Mapping[str, tuple[int, ...]]) -> None:
        self._link = link
        self._keep = keep

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._link, name, self._keep.get(name, ()))

    def seed(self, seed: int) -> None:
        """Seed the global generators of ``random``, ``numpy.random`` and ``torch`` in the sandbox."""
        self._link.request({"op": "seed", "seed": int(seed)})

    def item(self, name: str, key: Any) -> Any:
        """Entry ``key`` of a container that the submission calls ``name``. A missing one raises ``KeyError`` there."""
        return _wrap(self._link, self._link.request({"op": "get", "name": name, "item": key}))

    def function(self, name: str) -> Any:
        """A function of the submission as an object that can be passed back to it."""
        return _wrap(self._link, self._link.request({"op": "get", "name": name}))

    def library(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call a *library* function in the sandbox, e.g. ``student.library("torch.nn.Parameter", w)``."""
        message = {"op": "call", "lib": True, "name": name, "a": list(args), "k": kwargs}
        return _wrap(self._link, self._link.request(message))

    def each(self, name: str, calls: Sequence[Sequence[Any]]) -> list[Any]:
        """Answers of function ``name`` to many argument lists, in one round trip and under one deadline.

        Arguments that the student's code changes are neither written back nor noticed.
        """
        message: dict[str, Any] = {"op": "each", "name": name, "calls": [list(call) for call in calls]}
        if self._keep.get(name):
            message["keep"] = list(self._keep[name])
        answers = _wrap(self._link, self._link.request(message))
        if type(answers) is not list or len(answers) != len(calls):
            raise CandidateLied("another number of answers than calls")
        return answers

    def construct(self, name: str, *args: Any, **kwargs: Any) -> Remote:
        """Like ``library``, but what comes out stays in the sandbox, even where it could cross by value.

        For objects whose identity matters: ``p = student.construct("torch.nn.Parameter", w)``; read them by
        attribute (``p.data``, ``p.grad``) and pass them to the student's code.
        """
        message = {"op": "call", "lib": True, "name": name, "a": list(args), "k": kwargs, "keep": True}
        made: Remote = _wrap(self._link, self._link.request(message))
        return made

    def vjp(self, function: Any, *args: Any, upstream: Any, wrt: Sequence[int] = (0,), **kwargs: Any) -> VJP:
        """Run autograd in the sandbox: output of ``function(*args)`` and gradients of ``sum(output * upstream)``.

        ``function`` is a name or a ``Remote``. ``wrt`` are positions of tensor arguments, which must have
        ``requires_grad``. Returns output, gradients per position, and gradients per parameter name.
        """
        message: dict[str, Any] = {"op": "vjp", "a": list(args), "k": kwargs, "upstream": upstream, "wrt": list(wrt)}
        if isinstance(function, Remote):
            message["on"] = function
        else:
            message["name"] = function if isinstance(function, str) else function.__remote_name__
        value = self._link.request(message)
        return VJP(_wrap(self._link, value))

    @property
    def changed(self) -> frozenset[Any]:
        """Positions (or names) of the arguments that the last call modified in place."""
        return self._link.changed


class VJP:
    """Answer of ``student.vjp``: ``out``, ``args`` (list of gradients), ``params`` (by name)."""

    def __init__(self, value: Any) -> None:
        fields: dict[str, Any] = value if type(value) is dict else {}
        self.out: Any = fields.get("out")
        self.args: list[Any] = fields["args"] if type(fields.get("args")) is list else []
        self.params: dict[str, Any] = fields["params"] if type(fields.get("params")) is dict else {}


def _wrap(link: Link, value: Any) -> Any:
    """References anywhere in an answer, the last one that arrived, become ``Remote`` objects."""
    return _wrapped(link, value) if link.referred else value


def _wrapped(link: Link, value: Any) -> Any:
    if type(value) is RemoteRef:
        return Remote(link, value)
    if type(value) is list:
        return [_wrapped(link, item) for item in value]
    if type(value) is tuple:
        return tuple(_wrapped(link, item) for item in value)
    if type(value) is dict:
        return {key: _wrapped(link, item) for key, item in value.items()}
    return value

"""Frames into values, rebuilt from base types; every step checks before it trusts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Literal

import msgpack
import numpy as np

from grader.wire.format import (
    ALIGN,
    CODED_DTYPES,
    DTYPES,
    F_ORDER,
    INTEGER,
    MAX_DEPTH,
    MAX_INT_BITS,
    MAX_INT_DIGITS,
    MAX_NDIM,
    MAX_NODES,
    MAX_PAYLOAD,
    ORDERS,
    PLAIN,
    TORCH_DTYPES,
    WRITEABLE,
    Decode,
    Opaque,
    Tag,
    WireError,
)

_PLAIN_OR_INT = PLAIN | {int}
_KEY_BITS = 60  # below, only -1 and -2 have equal hashes
_KEY_PARTS = 8


class _Reader:
    """Rebuilds base types from the tree; every step checks before it trusts."""

    def __init__(self, payload: bytearray, opaque: Decode | None, rng: bool) -> None:
        self.payload = payload
        self.opaque = opaque
        self.rng = rng
        self.nodes = 0
        self.used = 0

    def value(self, tree: object, depth: int) -> Any:
        if type(tree) is not list:
            if type(tree) in _PLAIN_OR_INT:
                return tree
            raise WireError("unknown kind of value")
        if depth >= MAX_DEPTH:
            raise WireError("nested too deep")
        if not tree or type(tree[0]) is not int:
            raise WireError("a tagged value has no tag")
        reader = _READERS.get(tree[0])
        if reader is None:
            raise WireError("unknown tag")
        return reader(self, tree, depth)

    def list_(self, tree: list[Any], depth: int) -> list[Any]:
        """Parts of a container, without its tag."""
        self.nodes += len(tree) - 1
        if self.nodes > MAX_NODES:
            raise WireError("too many parts")
        depth += 1
        return [item if type(item) in _PLAIN_OR_INT else self.value(item, depth) for item in tree[1:]]

    def tuple_(self, tree: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self.list_(tree, depth))

    def dict_(self, tree: list[Any], depth: int) -> dict[Any, Any]:
        if len(tree) % 2 == 0:
            raise WireError("a dict has a key without a value")
        items = self.list_(tree, depth)
        for key in items[::2]:
            if type(key) is not str and not _plain_key(key):
                raise WireError("a dict key is not plain")
        return dict(zip(items[::2], items[1::2], strict=True))

    def array(self, tree: list[Any], _depth: int) -> np.ndarray[Any, Any]:
        _, code, flags, *shape = tree
        array = self._memory(shape, CODED_DTYPES[code], "F" if flags & ORDERS == F_ORDER else "C")
        if self.rng and not flags & ORDERS:
            array = _strided(array)
        if not flags & WRITEABLE:
            array.flags.writeable = False
        return array

    def scalar(self, tree: list[Any], _depth: int) -> np.generic:
        _, name, raw = _fields(tree, 3)
        dtype = DTYPES.get(name) if type(name) is str else None
        if dtype is None or type(raw) is not bytes or len(raw) != dtype.itemsize:
            raise WireError("malformed scalar")
        if dtype.kind == "b":
            return np.bool_(raw != b"\0")
        return np.frombuffer(raw, dtype)[0]  # type: ignore[no-any-return]

    def tensor(self, tree: list[Any], _depth: int) -> Any:
        torch = sys.modules.get("torch")
        if torch is None:
            raise WireError("a torch tensor arrived where torch is not in use")
        _, name, grad, *shape = tree
        if name not in TORCH_DTYPES or type(grad) is not bool:
            raise WireError("malformed tensor")
        brain = name == "bfloat16"  # which numpy does not know
        tensor = torch.from_numpy(self._memory(shape, DTYPES["int16" if brain else name], "C"))
        tensor = tensor.view(torch.bfloat16) if brain else tensor
        if grad and (tensor.is_floating_point() or tensor.is_complex()):
            tensor.requires_grad_(True)
        return tensor

    def bigint(self, tree: list[Any], _depth: int) -> int:
        _, text = _fields(tree, 2)
        if type(text) is not str or len(text) > MAX_INT_DIGITS or not INTEGER.fullmatch(text):
            raise WireError("malformed integer")
        value = int(text)
        if value.bit_length() > MAX_INT_BITS:  # what could not be sent on must not arrive
            raise WireError("malformed integer")
        return value

    def ref(self, tree: list[Any], _depth: int) -> object:
        _, kind, number, name = _fields(tree, 4)
        if kind not in ("ref", "callback") or type(number) is not int or type(name) is not str or self.opaque is None:
            raise WireError("malformed reference")
        return self.opaque(Opaque(kind, number, "".join(c for c in name[:80] if c.isprintable())))

    def generator(self, tree: list[Any], _depth: int) -> np.random.Generator:
        _, state, inc, has, rest = _fields(tree, 5)
        if not self.rng or type(state) is not str or type(inc) is not str:
            raise WireError("a generator may only travel to the candidate")
        bits = np.random.PCG64()
        inner = {"state": int(state), "inc": int(inc)}
        full: Any = {"bit_generator": "PCG64", "state": inner, "has_uint32": int(has), "uinteger": int(rest)}
        bits.state = full
        return np.random.Generator(bits)

    def _memory(self, shape: list[Any], dtype: np.dtype[Any], order: Literal["F", "C"]) -> np.ndarray[Any, Any]:
        """The next array of the payload. NumPy itself refuses negative dimensions, and more than is left.

        No two share a byte, or a thousand could be views of the same and need a thousand times as much.
        """
        start = self.used + ALIGN - 1 & -ALIGN
        kind = np.dtype(np.uint8) if dtype.kind == "b" else dtype
        array: np.ndarray[Any, Any] = np.ndarray(_shape(shape), kind, self.payload, start, order=order)
        self.used = start + array.nbytes
        return array.astype(np.bool_) if kind is not dtype else array  # other bytes than 0 and 1 would be no bools


_READERS: dict[int, Callable[[_Reader, list[Any], int], Any]] = {
    Tag.LIST: _Reader.list_,
    Tag.TUPLE: _Reader.tuple_,
    Tag.DICT: _Reader.dict_,
    Tag.ARRAY: _Reader.array,
    Tag.SCALAR: _Reader.scalar,
    Tag.TENSOR: _Reader.tensor,
    Tag.BIGINT: _Reader.bigint,
    Tag.OPAQUE: _Reader.ref,
    Tag.RNG: _Reader.generator,
}


def _fields(tree: list[Any], count: int) -> list[Any]:
    if len(tree) != count:
        raise WireError("a tagged value has the wrong number of fields")
    return tree


def _shape(shape: list[Any]) -> tuple[int, ...]:
    if len(shape) > MAX_NDIM:
        raise WireError("malformed shape")
    for n in shape:
        if type(n) is not int or not 0 <= n <= MAX_PAYLOAD:
            raise WireError("malformed shape")
    return tuple(shape)


def _plain_key(key: object) -> bool:
    """Whether ``key`` may be one. Python's hash of large integers and of tuples is easily made to collide."""
    if type(key) is tuple:
        return len(key) <= _KEY_PARTS and all(type(part) is not tuple and _plain_key(part) for part in key)
    return key is None or type(key) in (bool, float, str) or (type(key) is int and key.bit_length() <= _KEY_BITS)


def _strided(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The same values as a view that is contiguous in no order, as a student would get from slicing."""
    if array.ndim == 0:
        return array
    wide = np.zeros((*array.shape[:-1], array.shape[-1] * 2), array.dtype)
    view = wide[..., ::2]
    view[...] = array
    return view


def decode(header: bytes, payload: bytearray, opaque: Decode | None = None, *, candidate: bool = False) -> Any:
    """The value in one frame, rebuilt from base types.

    ``candidate`` says that the reader sits inside the sandbox: only there generators are rebuilt and
    odd memory layouts are restored. Raises ``WireError``, and nothing else, for whatever is wrong.
    """
    try:
        tree = msgpack.unpackb(header, strict_map_key=False, max_map_len=0, max_ext_len=0, max_array_len=MAX_NODES)
        return _Reader(payload, opaque, candidate).value(tree, 0)
    except WireError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile bytes raise whatever msgpack and numpy can raise
        raise WireError(f"undecodable message ({type(error).__name__})") from None

"""Values into frames. Refuses what is too deep, too large or not plain, before a byte is sent."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgpack
import numpy as np

from grader.wire.format import (
    ALIGN,
    DTYPE_CODES,
    DTYPE_NAMES,
    DTYPES,
    F_ORDER,
    MAX_DEPTH,
    MAX_HEADER,
    MAX_INT_BITS,
    MAX_NDIM,
    MAX_NODES,
    MAX_PAYLOAD,
    ORDERS,
    PLAIN,
    PREFIX,
    TORCH_DTYPES,
    WRITEABLE,
    Encode,
    Tag,
    WireError,
)


class _Writer:
    """Collects payload buffers while a value is turned into a tree of plain lists."""

    def __init__(self, opaque: Encode | None, rng: bool) -> None:
        self.opaque = opaque
        self.rng = rng
        self.buffers: list[bytes] = []
        self.size = 0
        self.nodes = 0

    def tree(self, value: object, depth: int) -> object:
        """``value`` as plain lists and scalars; arrays go to the payload."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is int:
            return self._int(value)
        if depth >= MAX_DEPTH:
            raise WireError(f"the value is nested deeper than {MAX_DEPTH} levels (or contains itself)")
        if kind is np.ndarray:
            array = self._array(value)  # type: ignore[arg-type]  # narrowed by kind
            return self._other(value) if array is None else array
        if kind is list or kind is tuple:
            tag = Tag.LIST if kind is list else Tag.TUPLE
            return [tag, *self._items(value, depth + 1)]  # type: ignore[arg-type]
        if kind is dict:
            return self._dict(value, depth)  # type: ignore[arg-type]
        return self._other(value)

    def _int(self, value: Any) -> object:
        if -(1 << 63) <= value < 1 << 63:
            return value
        if value.bit_length() > MAX_INT_BITS:
            raise WireError(f"an integer of {value.bit_length()} bits is too large to cross")
        return [Tag.BIGINT, str(value)]

    def _dict(self, value: dict[Any, Any], depth: int) -> object:
        flat: list[object] = []
        for pair in value.items():
            flat += pair
        return [Tag.DICT, *self._items(flat, depth + 1)]

    def _items(self, values: Sequence[object], depth: int) -> list[object]:
        """Parts of a container; those that stand for themselves need no further call."""
        self.nodes += len(values)
        if self.nodes > MAX_NODES:
            raise WireError(f"the value has more than {MAX_NODES} parts")
        return [item if type(item) in PLAIN else self.tree(item, depth) for item in values]

    def _other(self, value: object) -> object:
        if isinstance(value, np.generic) and type(value).__module__ == "numpy" and value.dtype in DTYPE_NAMES:
            return [Tag.SCALAR, DTYPE_NAMES[value.dtype], value.tobytes()]
        torch = sys.modules.get("torch")
        if torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter):
            tensor = self._tensor(torch, value)
            if tensor is not None:
                return tensor
        if self.rng and type(value) is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
            return [Tag.RNG, *_rng_state(value)]
        opaque = self.opaque(value) if self.opaque else None
        if opaque is None:
            raise WireError(f"a value of type {type(value).__name__[:80]} cannot cross")
        return [Tag.OPAQUE, opaque.kind, opaque.id, opaque.type_name]

    def _array(self, value: np.ndarray[Any, Any]) -> object | None:
        """None for a dtype that does not cross."""
        code = DTYPE_CODES.get(value.dtype)
        if code is None:
            if value.dtype.isnative or value.dtype.name not in DTYPES:
                return None
            return self._array(value.astype(value.dtype.newbyteorder("=")))
        if value.ndim > MAX_NDIM:
            raise WireError(f"an array of {value.ndim} dimensions cannot cross")
        flags = value.flags.num & (ORDERS | WRITEABLE)
        self._store(value.tobytes("F") if flags & ORDERS == F_ORDER else value.tobytes())
        return [Tag.ARRAY, code, flags, *value.shape]

    def _tensor(self, torch: Any, value: Any) -> object | None:
        name = _tensor_names(torch).get(value.dtype)
        if value.layout is not torch.strided or name is None or value.device.type not in ("cpu", "cuda"):
            return None
        bits = value.detach()
        if name == "bfloat16":
            bits = bits.contiguous().view(torch.int16)
        lazy = bits.device.type != "cpu" or bits.is_conj() or bits.is_neg()  # to be copied, or still to be computed
        self._store(bits.numpy(force=lazy).tobytes())
        return [Tag.TENSOR, name, value.requires_grad, *value.shape]

    def _store(self, raw: bytes) -> None:
        pad = -self.size % ALIGN
        if pad:
            self.buffers.append(bytes(pad))
        self.size += pad + len(raw)
        if self.size > MAX_PAYLOAD:
            raise WireError(f"more than {MAX_PAYLOAD >> 20} MiB in one message")
        self.buffers.append(raw)


@cache
def _tensor_names(torch: Any) -> dict[Any, str]:
    return {getattr(torch, name): name for name in TORCH_DTYPES}


def _rng_state(generator: np.random.Generator) -> tuple[str, str, int, int]:
    state = generator.bit_generator.state
    inner = state["state"]
    return str(inner["state"]), str(inner["inc"]), int(state["has_uint32"]), int(state["uinteger"])


def encode(value: object, opaque: Encode | None = None, *, candidate: bool = False) -> list[bytes]:
    """``value`` as the pieces of one frame.

    ``opaque`` is asked for a reference to whatever cannot cross by value; ``candidate`` says that the
    writer sits inside the sandbox, where generators are such things, too.
    Raises ``WireError`` when the value is too deep, too large or refuses to cross.
    """
    writer = _Writer(opaque, rng=not candidate)
    try:
        header = msgpack.packb(writer.tree(value, 0))
    except (UnicodeEncodeError, ValueError, OverflowError) as error:
        raise WireError(f"the value cannot be written: {type(error).__name__}") from None
    if len(header) > MAX_HEADER:
        raise WireError(f"the value needs {len(header)} bytes without its arrays; {MAX_HEADER} are allowed")
    return [PREFIX.pack(len(header), writer.size), header, *writer.buffers]

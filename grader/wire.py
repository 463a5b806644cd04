"""The codec that judge and candidate share: plain data in length-prefixed frames.

A frame is ``<header length: u32><payload length: u32><header><payload>`` (little endian). The
header is msgpack and holds a tree of values; raw bytes of arrays lie in the payload, each
aligned to 16 bytes. Scalars and strings stand for themselves; everything else is a list whose
first item is a tag (see ``Tag``). There is no pickle, no class name to import and no eval in
either direction, and what arrives is rebuilt as *base* types: subclasses cannot cross.

Both peers may lie. Every defect of a frame is a ``WireError``; sizes are checked before
anything is allocated. This module imports nothing of ours, and torch only if its user did:
it is part of what runs inside the sandbox.
"""

from __future__ import annotations

import math
import re
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

__all__ = [
    "Channel",
    "Decode",
    "Encode",
    "Opaque",
    "Tag",
    "WireClosed",
    "WireError",
    "WireTimeout",
    "decode",
    "encode",
]

MAX_HEADER = 1 << 20
MAX_PAYLOAD = 1 << 26
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_INT_BITS = 4096
MAX_INT_DIGITS = 1235
MAX_NDIM = 16
ALIGN = 16
_PREFIX = struct.Struct("<II")
_INTEGER = re.compile(r"-?[0-9]+")
_COALESCE = 1 << 16
_RECV = 1 << 16

DTYPES: dict[str, np.dtype[Any]] = {
    name: np.dtype(name)
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
_NAMES: dict[np.dtype[Any], str] = {dtype: name for name, dtype in DTYPES.items()}
"""``dtype.name`` costs microseconds; this does not. Other byte orders are not in it."""
TORCH_DTYPES = frozenset(DTYPES) - {"uint16", "uint32", "uint64"} | {"bfloat16"}


class WireError(Exception):
    """Bytes that are no message within the limits, or a value that cannot cross."""


class WireTimeout(WireError):
    """The peer did not answer (or did not take the message) before the deadline."""


class WireClosed(WireError):
    """The peer is gone."""


class Tag:
    """First item of a tagged list in the header."""

    LIST = 0
    TUPLE = 1
    DICT = 2
    ARRAY = 3  # dtype, shape, layout, writeable, offset, size
    SCALAR = 4  # dtype, bytes: a numpy scalar
    TENSOR = 5  # dtype, shape, requires_grad, parameter, device, offset, size
    BIGINT = 6  # decimal text of an int beyond 64 bits
    OPAQUE = 7  # kind, id, type name: an object that stays where it is
    RNG = 8  # bit-generator state of a PCG64 np.random.Generator (judge to candidate only)


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object that did not cross: ``kind`` is ``ref`` or ``callback``, ``id`` its number.

    ``type_name`` is display text from the peer, cut to 80 printable characters.
    """

    kind: str
    id: int
    type_name: str = ""


Encode = Callable[[object], Opaque | None]
"""Turns a value that cannot cross into an opaque reference; None refuses it."""
Decode = Callable[[Opaque], object]
"""Turns an arriving opaque reference into whatever it stands for here."""


# --- encoding ------------------------------------------------------------------------------


_PLAIN = frozenset({type(None), bool, float, str, bytes})
"""Types whose values stand for themselves in the header; so do ints of 64 bits."""


class _Writer:
    """Collects payload buffers while a value is turned into a tree of plain lists."""

    def __init__(self, opaque: Encode | None, rng: bool) -> None:
        self.opaque = opaque
        self.rng = rng
        self.buffers: list[bytes] = []
        self.size = 0
        self.nodes = 0

    def tree(self, value: object, depth: int) -> object:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise WireError(f"the value has more than {MAX_NODES} parts")
        kind = type(value)
        if kind in _PLAIN:
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
        out: list[object] = [Tag.DICT]
        for pair in value.items():
            out += self._items(pair, depth + 1)
        return out

    def _items(self, values: Sequence[object], depth: int) -> list[object]:
        """Parts of a container; those that stand for themselves need no further call."""
        count = sum(type(item) in _PLAIN for item in values)
        self.nodes += count
        return [item if type(item) in _PLAIN else self.tree(item, depth) for item in values]

    def _other(self, value: object) -> object:
        if isinstance(value, np.generic) and type(value).__module__ == "numpy" and value.dtype in _NAMES:
            return [Tag.SCALAR, _NAMES[value.dtype], value.tobytes()]
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
        if value.ndim > MAX_NDIM:
            raise WireError(f"an array of {value.ndim} dimensions cannot cross")
        name = _NAMES.get(value.dtype)
        if name is None:
            if value.dtype.isnative or value.dtype.name not in DTYPES:
                return None
            return self._array(value.astype(value.dtype.newbyteorder("=")))
        flags = value.flags
        layout = "C" if flags.c_contiguous else "F" if flags.f_contiguous else "S"
        raw = value.tobytes("F" if layout == "F" else "C")
        offset = self._store(raw)
        return [Tag.ARRAY, name, list(value.shape), layout, flags.writeable, offset, len(raw)]

    def _tensor(self, torch: Any, value: Any) -> object | None:
        name = str(value.dtype).removeprefix("torch.")
        if value.layout is not torch.strided or name not in TORCH_DTYPES or value.device.type not in ("cpu", "cuda"):
            return None
        plain = value.detach().resolve_conj().resolve_neg().cpu().contiguous()
        bits = plain.view(torch.int16) if name == "bfloat16" else plain
        raw = bits.numpy().tobytes()
        offset = self._store(raw)
        parameter = type(value) is torch.nn.Parameter
        grad = bool(value.requires_grad)
        return [Tag.TENSOR, name, list(value.shape), grad, parameter, value.device.type, offset, len(raw)]

    def _store(self, raw: bytes) -> int:
        pad = -self.size % ALIGN
        if pad:
            self.buffers.append(bytes(pad))
        offset = self.size + pad
        self.size = offset + len(raw)
        if self.size > MAX_PAYLOAD:
            raise WireError(f"more than {MAX_PAYLOAD >> 20} MiB in one message")
        self.buffers.append(raw)
        return offset


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
    return [_PREFIX.pack(len(header), writer.size), header, *writer.buffers]


# --- decoding ------------------------------------------------------------------------------


_PLAIN_OR_INT = _PLAIN | {int}


class _Reader:
    """Rebuilds base types from the tree; every step checks before it trusts."""

    def __init__(self, payload: bytearray, opaque: Decode | None, rng: bool) -> None:
        self.payload = memoryview(payload)
        self.opaque = opaque
        self.rng = rng
        self.nodes = 0

    def value(self, tree: object, depth: int) -> Any:
        self.nodes += 1
        if type(tree) is not list:
            if type(tree) in _PLAIN_OR_INT:
                return tree
            raise WireError("unknown kind of value")
        if depth >= MAX_DEPTH:
            raise WireError("nested too deep")
        if not tree or type(tree[0]) is not int:
            raise WireError("a tagged value has no tag")
        tag = tree[0]
        if tag == Tag.LIST:
            return self._items(tree, depth + 1)
        if tag == Tag.TUPLE:
            return tuple(self._items(tree, depth + 1))
        reader = _READERS.get(tag)
        if reader is None:
            raise WireError("unknown tag")
        return reader(self, tree, depth)

    def dict_(self, tree: list[Any], depth: int) -> dict[Any, Any]:
        if len(tree) % 2 == 0:
            raise WireError("a dict has a key without a value")
        items = self._items(tree, depth + 1)
        if not all(type(key) is str or _plain_key(key) for key in items[::2]):
            raise WireError("a dict key is not plain")
        return dict(zip(items[::2], items[1::2], strict=True))

    def _items(self, tree: list[Any], depth: int) -> list[Any]:
        """Parts of a container, without its tag."""
        found = [item if type(item) in _PLAIN_OR_INT else self.value(item, depth) for item in tree[1:]]
        self.nodes += len(found)
        if self.nodes > MAX_NODES:
            raise WireError("too many parts")
        return found

    def array(self, tree: list[Any], _depth: int) -> np.ndarray[Any, Any]:
        _, name, shape, layout, writeable, offset, size = _fields(tree, 7)
        dtype = DTYPES.get(name) if type(name) is str else None
        if dtype is None or layout not in ("C", "F", "S") or type(writeable) is not bool:
            raise WireError("malformed array")
        dims = _shape(shape)
        flat = np.frombuffer(self._raw(offset, size, dims, dtype.itemsize), dtype)
        if dtype.kind == "b":  # any byte but 0 and 1 would be an ill-formed bool
            flat = flat.view(np.uint8) != 0
        array = flat.reshape(dims[::-1]).T if layout == "F" else flat.reshape(dims)
        if layout == "S" and self.rng:
            array = _strided(array)
        if not writeable:
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
        _, name, shape, grad, parameter, device, offset, size = _fields(tree, 8)
        if name not in TORCH_DTYPES or type(grad) is not bool or type(parameter) is not bool or type(device) is not str:
            raise WireError("malformed tensor")
        dtype = getattr(torch, name)
        dims = _shape(shape)
        raw = self._raw(offset, size, dims, dtype.itemsize)
        flat = torch.frombuffer(bytearray(raw), dtype=torch.uint8 if name == "bool" else dtype) if size else torch.empty(0, dtype=dtype)
        tensor = (flat != 0 if name == "bool" else flat).reshape(dims)
        if grad and (dtype.is_floating_point or dtype.is_complex):
            tensor.requires_grad_(True)
        return tensor

    def bigint(self, tree: list[Any], _depth: int) -> int:
        _, text = _fields(tree, 2)
        if type(text) is not str or len(text) > MAX_INT_DIGITS or not _INTEGER.fullmatch(text):
            raise WireError("malformed integer")
        return int(text)

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

    def _raw(self, offset: Any, size: Any, dims: tuple[int, ...], itemsize: int) -> memoryview:
        if type(offset) is not int or type(size) is not int or offset < 0 or size < 0:
            raise WireError("malformed extent")
        if size != math.prod(dims) * itemsize or offset + size > len(self.payload):
            raise WireError("shape, dtype and size of an array contradict each other")
        return self.payload[offset : offset + size]


_READERS: dict[int, Callable[[_Reader, list[Any], int], Any]] = {
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


def _shape(shape: Any) -> tuple[int, ...]:
    if type(shape) is not list or len(shape) > MAX_NDIM:
        raise WireError("malformed shape")
    for n in shape:
        if type(n) is not int or not 0 <= n <= MAX_PAYLOAD:
            raise WireError("malformed shape")
    return tuple(shape)


def _plain_key(key: object) -> bool:
    if type(key) is tuple:
        return all(_plain_key(part) for part in key)
    return key is None or type(key) in (bool, int, float, str)


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
    except Exception as error:  # the one catch-all: hostile bytes raise whatever msgpack and numpy can raise
        raise WireError(f"undecodable message ({type(error).__name__})") from None


# --- the channel ---------------------------------------------------------------------------


class Channel:
    """Frames over a connected stream socket, with a deadline on every operation.

    Not thread-safe. Owns the socket: ``close()`` closes it.
    """

    def __init__(self, sock: socket.socket, *, candidate: bool = False) -> None:
        self.sock = sock
        self.candidate = candidate
        self._buffer = bytearray()
        self._scratch = memoryview(bytearray(_RECV))

    @property
    def pending(self) -> bool:
        """Whether bytes that were already received wait to be taken."""
        return bool(self._buffer)

    def send(self, value: object, opaque: Encode | None = None, *, seconds: float | None = None) -> list[bytes]:
        """Send one value and return the pieces of its frame.

        Raises ``WireError`` before a byte is sent when the value cannot cross.
        """
        pieces = encode(value, opaque, candidate=self.candidate)
        self.sock.settimeout(seconds)
        try:
            if sum(map(len, pieces)) <= _COALESCE:
                self.sock.sendall(b"".join(pieces))
            else:
                for piece in pieces:
                    self.sock.sendall(piece)
        except TimeoutError:
            raise WireTimeout("the peer does not read") from None
        except OSError:
            raise WireClosed("the peer is gone") from None
        return pieces

    def receive(self, opaque: Decode | None = None, *, seconds: float | None = None) -> Any:
        """The next value. Raises ``WireTimeout``, ``WireClosed`` or ``WireError``."""
        return self.decode(*self.receive_frame(seconds=seconds), opaque)

    def decode(self, header: bytes, payload: bytearray, opaque: Decode | None = None) -> Any:
        """The value in one received frame. Raises ``WireError``."""
        return decode(header, payload, opaque, candidate=self.candidate)

    def receive_frame(self, *, seconds: float | None = None) -> tuple[bytes, bytearray]:
        """The next frame as header and payload, undecoded."""
        deadline = None if seconds is None else time.monotonic() + seconds
        header_size, payload_size = _PREFIX.unpack(self._take(_PREFIX.size, deadline))
        if header_size > MAX_HEADER or payload_size > MAX_PAYLOAD:
            raise WireError("a frame announces more than is allowed")
        header = bytes(self._take(header_size, deadline))
        return header, self._take(payload_size, deadline)

    def _take(self, size: int, deadline: float | None) -> bytearray:
        buffer = self._buffer
        while len(buffer) < size <= _COALESCE:
            buffer += self._scratch[: self._recv_into(self._scratch, deadline)]
        if len(buffer) >= size:
            out = buffer[:size]
            del buffer[:size]
            return out
        return self._take_large(size, deadline)

    def _take_large(self, size: int, deadline: float | None) -> bytearray:
        out = bytearray(size)
        done = len(self._buffer)
        out[:done] = self._buffer
        self._buffer.clear()
        view = memoryview(out)
        while done < size:
            done += self._recv_into(view[done:], deadline)
        return out

    def _recv_into(self, view: memoryview, deadline: float | None) -> int:
        remaining = None if deadline is None else deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise WireTimeout("no answer in time")
        self.sock.settimeout(remaining)
        try:
            count = self.sock.recv_into(view)
        except TimeoutError:
            raise WireTimeout("no answer in time") from None
        except OSError:
            raise WireClosed("the peer is gone") from None
        if count == 0:
            raise WireClosed("the peer closed the connection")
        return count

    def close(self) -> None:
        """Close the socket; harmless when already closed."""
        self.sock.close()

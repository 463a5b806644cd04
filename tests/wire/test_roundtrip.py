"""What crosses the wire arrives equal, and as base types."""

from __future__ import annotations

import socket
import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.wire import DTYPES, Channel, Opaque, WireClosed, WireError, WireTimeout, decode, encode

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.binary(max_size=20)
)
keys = st.one_of(st.none(), st.booleans(), st.integers(1 - 2**60, 2**60 - 1), st.text(max_size=8))
arrays = st.sampled_from(sorted(DTYPES)).flatmap(
    lambda name: hnp.arrays(np.dtype(name), hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
values = st.recursive(
    st.one_of(scalars, arrays),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.tuples(inner, inner), st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


def there_and_back(value: object, *, candidate: bool = False) -> Any:
    pieces = encode(value)
    return decode(pieces[1], bytearray(b"".join(pieces[2:])), candidate=candidate)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray):
        return type(b) is np.ndarray and a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return type(b) is dict and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and a == b


@given(values)
@settings(max_examples=300, deadline=None)
def test_every_plain_value_arrives_equal_and_of_the_same_type(value: object) -> None:
    assert same(value, there_and_back(value))


@given(arrays)
@settings(max_examples=100, deadline=None)
def test_memory_layout_reaches_the_candidate(array: np.ndarray[Any, Any]) -> None:
    fortran = np.asfortranarray(array)
    arrived = there_and_back(fortran, candidate=True)
    assert arrived.flags.f_contiguous == fortran.flags.f_contiguous
    assert np.array_equal(arrived, fortran, equal_nan=array.dtype.kind in "fc")


def test_a_strided_view_arrives_strided() -> None:
    view = np.arange(12.0).reshape(3, 4)[:, ::2]
    arrived = there_and_back(view, candidate=True)
    assert not arrived.flags.c_contiguous
    assert np.array_equal(arrived, view)


def test_a_read_only_array_arrives_read_only() -> None:
    array = np.ones(3)
    array.flags.writeable = False
    assert not there_and_back(array, candidate=True).flags.writeable


def test_an_arriving_array_is_writeable_memory_of_its_own() -> None:
    array = np.ones(3)
    there_and_back(array)[0] = 5
    assert array[0] == 1


def test_numpy_scalars_keep_their_dtype() -> None:
    arrived = there_and_back(np.float32(0.1))
    assert type(arrived) is np.float32
    assert arrived == np.float32(0.1)


def test_big_endian_arrays_arrive_native() -> None:
    arrived = there_and_back(np.array([1.5, 2.5], dtype=">f8"))
    assert arrived.dtype == np.dtype("float64")
    assert arrived.tolist() == [1.5, 2.5]


def test_a_generator_continues_where_it_was() -> None:
    generator = np.random.default_rng(7)
    generator.standard_normal(3)
    arrived = there_and_back(generator, candidate=True)
    assert np.array_equal(arrived.standard_normal(4), generator.standard_normal(4))


def test_a_generator_never_travels_to_the_judge() -> None:
    with pytest.raises(WireError):
        there_and_back(np.random.default_rng(1))


@pytest.mark.torch
@pytest.mark.parametrize("name", ["float64", "float32", "bfloat16", "int64", "bool"])
def test_tensors_keep_dtype_shape_and_gradient_flag(name: str) -> None:
    torch = pytest.importorskip("torch")
    tensor = torch.tensor([[1, 0, 1]]).to(getattr(torch, name))
    if tensor.is_floating_point():
        tensor.requires_grad_(True)
    arrived = there_and_back(tensor)
    assert type(arrived) is torch.Tensor
    assert arrived.dtype == tensor.dtype
    assert arrived.requires_grad == tensor.requires_grad
    assert torch.equal(arrived, tensor)


@pytest.mark.torch
@pytest.mark.parametrize("lazy", ["conj", "imag"])
def test_a_tensor_that_is_still_to_be_computed_arrives_computed(lazy: str) -> None:
    torch = pytest.importorskip("torch")
    tensor = torch.tensor([1 + 2j, 3 - 4j]).conj()
    tensor = tensor.imag if lazy == "imag" else tensor
    assert tensor.is_conj() or tensor.is_neg()
    assert torch.equal(there_and_back(tensor), tensor.resolve_conj().resolve_neg())


def test_several_arrays_arrive_apart() -> None:
    first, second = there_and_back([np.ones(3, np.uint8), np.ones(2)])
    first[:] = 9
    assert second.tolist() == [1.0, 1.0]
    assert not np.shares_memory(first, second)


class Sneaky(np.ndarray[Any, Any]):
    """A subclass whose instances could lie about comparisons."""


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(3).view(Sneaky),
        np.ma.masked_array(np.zeros(3), mask=True),
        np.array([object()]),
        np.array(["text"]),
        {1, 2},
        object(),
        type("Int", (int,), {})(3),
        type("Str", (str,), {})("x"),
        type("Dict", (dict,), {})(),
    ],
    ids=["subclass", "masked", "objects", "strings", "set", "object", "int", "str", "dict"],
)
def test_what_is_not_a_base_value_travels_only_as_a_reference(value: object) -> None:
    with pytest.raises(WireError):
        encode(value)
    pieces = encode(value, lambda v: Opaque("ref", 1, type(v).__name__))
    seen = decode(pieces[1], bytearray(), lambda opaque: opaque)
    assert type(seen) is Opaque


@pytest.mark.parametrize(
    "make",
    [
        lambda: _nested(100_000),
        lambda: [_cyclic()],
        lambda: [0] * 100_000,
        lambda: np.zeros((1 << 23) + 1),
        lambda: 1 << 100_000,
        lambda: "x" * (1 << 21),
        lambda: "\ud800",
    ],
    ids=["deep", "cyclic", "many", "large", "bigint", "text", "surrogate"],
)
def test_a_value_beyond_the_limits_is_refused_before_anything_is_sent(make: Any) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(WireError):
        Channel(ours).send(make(), seconds=1)
    with pytest.raises(OSError, match="Bad file descriptor"):
        theirs.recv(1)


def _nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def _cyclic() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def test_a_large_array_crosses_a_socket() -> None:
    ours, theirs = socket.socketpair()
    array = np.random.default_rng(0).standard_normal((512, 1024))
    sender = threading.Thread(target=Channel(ours).send, args=(array,), kwargs={"seconds": 20})
    sender.start()
    arrived = Channel(theirs).receive(seconds=20)
    sender.join()
    assert np.array_equal(arrived, array)
    ours.close()
    theirs.close()


def test_silence_is_a_timeout() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(WireTimeout):
        Channel(ours).receive(seconds=0.05)


def test_half_a_frame_is_a_timeout() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\x05\x00\x00")
        with pytest.raises(WireTimeout):
            Channel(ours).receive(seconds=0.05)


def test_a_closed_peer_is_told_apart_from_silence() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(WireClosed):
        Channel(ours).receive(seconds=1)


def test_a_frame_that_announces_too_much_is_refused_before_memory_is_taken() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\xff\xff\xff\xff\xff\xff\xff\xff")
        with pytest.raises(WireError, match="announces"):
            Channel(ours).receive(seconds=1)

"""A random generator travels by value into the sandbox and stays there: coming back it is a reference."""

from __future__ import annotations

import numpy as np
import pytest

from grader.wire import Opaque, WireError, decode, encode


def _header(pieces: list[bytes]) -> tuple[bytes, bytearray]:
    return pieces[1], bytearray(b"".join(pieces[2:]))


def test_the_candidate_receives_a_generator_that_draws_the_same_numbers() -> None:
    generator = np.random.default_rng(5)
    arrived = decode(*_header(encode(generator)), candidate=True)
    assert np.array_equal(arrived.random(4), np.random.default_rng(5).random(4))


def test_a_generator_leaves_the_candidate_as_a_reference() -> None:
    pieces = encode(np.random.default_rng(5), lambda _: Opaque("ref", 3, "Generator"), candidate=True)
    assert decode(*_header(pieces), lambda opaque: opaque) == Opaque("ref", 3, "Generator")


def test_a_generator_without_anybody_to_refer_to_it_does_not_leave_the_candidate() -> None:
    with pytest.raises(WireError):
        encode(np.random.default_rng(5), candidate=True)

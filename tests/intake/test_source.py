"""Which bytes may be called Python source. Every refusal names the line."""

from __future__ import annotations

import io
import tokenize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import InvalidSubmission
from grader.intake.caps import FILE_BYTES
from grader.intake.source import check_source, is_empty
from grader.model import Message


def refusal(content: bytes) -> Message:
    with pytest.raises(InvalidSubmission) as caught:
        check_source("a.py", content)
    return caught.value.reason


@pytest.mark.parametrize(
    "content",
    [
        b"x = 1\n",
        b"",
        "# 합성곱\n이름 = 1\n".encode(),
        b"\xef\xbb\xbfx = 1\n",
        b"# -*- coding: utf-8 -*-\nx = 1\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=UTF_8 :\nx = 1\n",
        b"# coding: utf-8-unix\n",
        b"x = 1\n# coding: latin-1\n",
        b"x = 1\n\n# coding: latin-1\n",
        "x = '👩\u200d💻'\n".encode(),
        b"def f(:\n",
        b"x = 1\r\ny = 2\r",
    ],
)
def test_ordinary_text_is_taken_whether_or_not_it_is_python(content: bytes) -> None:
    check_source("a.py", content)


@pytest.mark.parametrize(
    ("content", "key", "params"),
    [
        ("x = 1\n# 합성곱\n".encode("cp949"), "intake.not_utf8", {"line": 2}),
        (b"\xef\xbb\xbfx = 1\n\n\xff\n", "intake.not_utf8", {"line": 3}),
        ("x = 1\n".encode("utf-16"), "intake.utf16", {}),
        ("x = 1\n".encode("utf-16-le"), "intake.nul", {"line": 1}),
        ("x = 1\n".encode("utf-32"), "intake.utf16", {}),
        (b"x = 1\ny = '\0'\n", "intake.nul", {"line": 2}),
        (b"# -*- coding: latin-1 -*-\n", "intake.coding_cookie", {"line": 1, "encoding": "latin-1"}),
        (b"#!/usr/bin/python\n# coding=euc-kr\n", "intake.coding_cookie", {"line": 2, "encoding": "euc-kr"}),
        (b"\r# coding=utf-7\r", "intake.coding_cookie", {"line": 2, "encoding": "utf-7"}),
        ("a = 1\nb = '\u202e'\n".encode(), "intake.bidi", {"line": 2, "code": "U+202E"}),
        ("# \u2066x\n".encode(), "intake.bidi", {"line": 1, "code": "U+2066"}),
        (b"#" * (FILE_BYTES + 1), "intake.too_large", {"limit_kib": 1024}),
    ],
)
def test_other_bytes_are_refused_with_the_reason(content: bytes, key: str, params: dict[str, object]) -> None:
    assert refusal(content) == Message(key, {"name": "a.py", **params})  # type: ignore[dict-item]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_white_space_is_empty(content: bytes) -> None:
    assert is_empty(content)


def test_a_comment_is_not_empty() -> None:
    assert not is_empty(b"# later\n")


def test_exactly_the_limit_is_taken() -> None:
    check_source("a.py", b"#" * FILE_BYTES)


@given(st.binary(max_size=300))
def test_whatever_is_taken_decodes(content: bytes) -> None:
    try:
        check_source("a.py", content)
    except InvalidSubmission:
        return
    assert "\0" not in content.decode("utf-8-sig")


@given(st.sampled_from(["latin-1", "cp949", "utf-16", "ascii"]), st.sampled_from(["", "\n", "#!x\n", " # c\n"]))
def test_a_cookie_is_refused_where_python_would_obey_it(encoding: str, before: str) -> None:
    content = f"{before}# coding: {encoding}\n".encode("ascii")

    assert tokenize.detect_encoding(io.BytesIO(content).readline)[0] != "utf-8"
    assert refusal(content).key == "intake.coding_cookie"

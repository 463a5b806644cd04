"""A table of grades as CSV: every text comes back, and no program finds a formula in it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.export.sheet import neutral, plain, to_csv

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SKIPPED = " \0\u00a0\u3000\ufeff"
HOSTILE = st.lists(st.sampled_from([*"=+-@'\t\r\n ,;|\"＝＋－＠−x1가\u00a0\u3000\u2028\x00\x85\ufeff"])).map("".join)
TEXTS = st.one_of(HOSTILE, st.text(st.characters(exclude_categories=["Cs"])))
TABLES = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1)


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    """What a program reads that knows nothing of ours; a file's line ends are left to it, as everywhere."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(TABLES)
def test_what_is_written_is_read_back(table: list[list[str]]) -> None:
    header, *rows = read(to_csv(("a", "b", "c"), table))
    assert header == ["a", "b", "c"]
    assert [[plain(cell) for cell in row] for row in rows] == table


@given(TABLES)
def test_no_cell_begins_like_a_formula(table: list[list[str]]) -> None:
    cells = [cell for row in read(to_csv(("a", "b", "c"), table)) for cell in row]
    assert [cell for cell in cells if cell.lstrip(SKIPPED).startswith(STARTS)] == []


@given(TABLES, st.sampled_from(";\t|"))
def test_nor_where_a_country_or_a_person_splits_elsewhere(table: list[list[str]], delimiter: str) -> None:
    cells = [cell for row in read(to_csv(("a", "b", "c"), table), delimiter) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@given(TABLES)
def test_nor_where_quotes_mean_nothing(table: list[list[str]]) -> None:
    cells = re.split(r'[,;\t|"\r\n]', to_csv(("a", "b", "c"), table))
    assert [cell for cell in cells if cell.lstrip(SKIPPED).startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "＝1", "a;=1", 'a"=1', "a\n=1", "−1"]
)
def test_what_could_be_computed_is_marked_with_an_apostrophe(text: str) -> None:
    assert neutral(text).count("'") > text.count("'")
    assert plain(neutral(text)) == text


@pytest.mark.parametrize("text", ["", "mina", "김-민서", "a=b", "O'Neil", "'quoted'", "14.14", "W1 W2"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_lines_end_as_the_standard_says() -> None:
    assert to_csv(("a", "b"), [("1", "x,y"), ("2", 'say "ho"')]) == 'a,b\r\n1,"x,y"\r\n2,"say ""ho"""\r\n'

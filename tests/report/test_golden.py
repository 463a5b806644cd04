"""Every view of every kind of report, byte for byte; ``python -m tests.report.regolden`` rewrites them."""

from __future__ import annotations

import pytest

from tests.report.regolden import GOLDEN, goldens

MADE = dict(goldens())


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_rendered_report_is_the_golden_file(name: str) -> None:
    assert MADE[name] == (GOLDEN / name).read_bytes().decode("utf-8")


def test_there_are_no_stale_golden_files() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(MADE)

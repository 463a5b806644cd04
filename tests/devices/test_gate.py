"""Which versions of the container toolkit may give devices to containers."""

from __future__ import annotations

import pytest

from grader.devices.gate import open_advisories, refusal


@pytest.mark.parametrize(
    ("version", "names"),
    [
        ("1.12.0", ["CVE-2024-0132", "CVE-2025-23359", "CVE-2025-23266"]),
        ("1.16.1", ["CVE-2024-0132", "CVE-2025-23359", "CVE-2025-23266"]),
        ("1.16.2", ["CVE-2025-23359", "CVE-2025-23266"]),
        ("1.17.3", ["CVE-2025-23359", "CVE-2025-23266"]),
        ("1.17.4", ["CVE-2025-23266"]),
        ("1.17.7", ["CVE-2025-23266"]),
        ("1.17.8-rc.1", ["CVE-2025-23266"]),
        ("1.17.8", []),
        ("v1.17.8-1", []),
        ("1.18.0", []),
        ("1.18.0-rc.2", []),
        ("2.0.0", []),
        ("1.9.99", ["CVE-2024-0132", "CVE-2025-23359", "CVE-2025-23266"]),
        ("devel", ["CVE-2024-0132", "CVE-2025-23359", "CVE-2025-23266"]),
    ],
)
def test_each_version_is_open_to_what_it_has_not_closed(version: str, names: list[str]) -> None:
    assert [advisory.name for advisory in open_advisories(version)] == names


def test_a_refusal_names_the_holes_the_fix_and_the_flag() -> None:
    said = refusal("1.17.3")
    assert "CVE-2025-23359, CVE-2025-23266" in said
    assert "1.17.8 or newer" in said
    assert "--allow-unpatched-toolkit" in said
    assert refusal("1.17.8") == ""


def test_the_flag_takes_the_risk_but_makes_no_toolkit_appear() -> None:
    assert refusal("1.12.0", allowed=True) == ""
    assert "not installed" in refusal("", allowed=True)

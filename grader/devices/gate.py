"""Known holes of the NVIDIA container toolkit, and from which version on they are closed. Pure.

The toolkit runs as root on the host whenever a container gets a device; with these versions a container's image or
environment can take the host over. Students choose neither, but a machine that grades strangers should not depend on
that alone. A list cannot know what is found tomorrow: NVIDIA's bulletins do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ADVISORIES", "Advisory", "open_advisories", "refusal"]

OVERRIDE = "--allow-unpatched-toolkit"
_VERSION = re.compile(r"v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:[-~.]?(rc|alpha|beta|dev).*)?(?:-\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Advisory:
    """One hole: ``fixed`` is the first version without it."""

    name: str
    fixed: tuple[int, int, int]
    what: str


ADVISORIES = (
    Advisory("CVE-2024-0132", (1, 16, 2), "a crafted image reaches the file system of the host"),
    Advisory("CVE-2025-23359", (1, 17, 4), "the repair of CVE-2024-0132 can be bypassed"),
    Advisory("CVE-2025-23266", (1, 17, 8), "a hook of the host loads a library that the image names"),
)


def open_advisories(version: str) -> tuple[Advisory, ...]:
    """Those that ``version`` has not closed; all of them for a version that cannot be read."""
    number = _number(version)
    return tuple(advisory for advisory in ADVISORIES if number is None or number < (*advisory.fixed, 0))


def refusal(version: str, *, allowed: bool = False) -> str:
    """Why containers get no device with this toolkit and what to do; empty when they do.

    Args:
        version: What the toolkit says of itself; empty when there is none.
        allowed: Whether a person asked for it by name (``--allow-unpatched-toolkit``). Does not make one appear.
    """
    if not version:
        return f"the NVIDIA container toolkit is not installed: install nvidia-container-toolkit {_wanted()} or newer"
    found = open_advisories(version)
    if not found or allowed:
        return ""
    names = ", ".join(advisory.name for advisory in found)
    return (
        f"NVIDIA container toolkit {version[:40]} is open to {names}: upgrade nvidia-container-toolkit, "
        f"libnvidia-container-tools and libnvidia-container1 to {_wanted()} or newer and restart the engine, "
        f"or take the risk with {OVERRIDE}"
    )


def _wanted() -> str:
    return ".".join(map(str, max(advisory.fixed for advisory in ADVISORIES)))


def _number(version: str) -> tuple[int, int, int, int] | None:
    """As something to compare; a version before its release (``1.17.8-rc.1``) is older than the release."""
    match = _VERSION.fullmatch(version.strip())
    if not match:
        return None
    major, minor, patch = (int(part) for part in match.groups()[:3])
    return major, minor, patch, -1 if match[4] else 0

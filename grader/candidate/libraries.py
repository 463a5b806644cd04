"""What forbidden names stand for in the libraries that a candidate has imported.

Looks only at what is imported already and never imports anything, so that asking changes nothing. Must be asked before
the student's code runs: afterwards, a library may hold whatever that put there.
"""

from __future__ import annotations

import fnmatch
import sys
import types
from collections.abc import Iterable, Iterator
from typing import Any

Covered = tuple[str, Any]
"""A function or class that a rule names, with its full name."""


def covered(forbidden: tuple[str, ...]) -> tuple[Covered, ...]:
    """Every function and class that the rules name."""
    return tuple(pair for rule in forbidden for pair in _named_by(rule))


def lookup(name: str) -> Any:
    """What a dotted name stands for in libraries that are imported already; None where that is not plain to see."""
    parts = name.split(".")
    found: Any = sys.modules.get(parts[0])
    for index, part in enumerate(parts[1:], 2):
        module = sys.modules.get(".".join(parts[:index]))
        inside = getattr(found, "__dict__", {}) if isinstance(found, types.ModuleType | type) else {}
        found = inside.get(part, module)
        if found is None:
            return None
    return found


def identities(things: Iterable[Covered]) -> dict[int, str]:
    """Forbidden functions and classes by identity: libraries offer many of theirs under several names."""
    return {id(thing): name for name, thing in things}


def _named_by(rule: str) -> Iterator[tuple[str, Any]]:
    """What a rule names in libraries that are imported already, by full name; of a module, what it defines itself."""
    owner, _, attribute = rule.rpartition(".")
    place = lookup(owner) if owner else None
    inside = vars(place) if isinstance(place, types.ModuleType | type) else {}
    plain = "*" not in attribute
    for name in [attribute] if plain and attribute in inside else [] if plain else fnmatch.filter(inside, attribute):
        thing = inside[name]
        if isinstance(thing, types.ModuleType):
            yield from _defined_in(thing, f"{owner}.{name}")
        elif callable(thing) and not name.startswith("__"):
            yield f"{owner}.{name}", thing


def _defined_in(module: types.ModuleType, shown: str) -> Iterator[tuple[str, Any]]:
    for name, thing in list(vars(module).items()):
        if callable(thing) and not name.startswith("__") and getattr(thing, "__module__", "") == module.__name__:
            yield f"{shown}.{name}", thing

"""Which misconceptions explain the failures: from matches per case to named hints. Pure.

A case may match several known-wrongs; over the whole submission the smallest set that explains the
most cases is chosen greedily, so one mistake is told once, and first.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import Case, CaseEvidence, Hint, KnownWrong


def hints(plan: Sequence[Case], seen: Sequence[CaseEvidence], wrongs: Sequence[KnownWrong]) -> tuple[Hint, ...]:
    """Hints in the order in which they are worth reading: the one that explains most comes first."""
    labels = {case.id: case.label for case in plan}
    open_cases = {record.id: set(record.matches) for record in seen if record.matches}
    found: list[Hint] = []
    while open_cases:
        best = max(wrongs, key=lambda w: (sum(w.id in ids for ids in open_cases.values()), -_number(w)), default=None)
        explained = [case for case, ids in open_cases.items() if best and best.id in ids]
        if best is None or not explained:
            break
        found.append(Hint(best.id, best.title, best.hint, tuple(labels[case] for case in labels if case in explained)))
        for case in explained:
            del open_cases[case]
    return tuple(found)


def _number(wrong: KnownWrong) -> int:
    return int(wrong.id[1:])

"""Points: a pure function from the plan and what passed to integer thousandths.

Each task's points are split over its groups (core 70 %, robust 20 %, hygiene 10 %, renormalised over
the groups that the task has) and inside a group evenly over its cases. All splits use the largest
remainder, so parts always sum to the whole. Points outside core count only once at least one core
case of the task has passed: a right shape or an unmodified input is worth nothing by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.errors import AuthoringError
from grader.model import Case, Group, Task

WEIGHTS = {Group.CORE: 70, Group.ROBUST: 20, Group.HYGIENE: 10}
MILLI = 1000


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` split in proportion to ``weights``, in whole parts that sum to ``total``."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in remainders[: total - sum(parts)]:
        parts[i] += 1
    return parts


def maxima(plan: Sequence[Case], tasks: Sequence[Task]) -> dict[str, int]:
    """Full marks of every case in thousandths, by case id.

    Raises ``AuthoringError`` for a task that no core case judges.
    """
    points: dict[str, int] = {}
    for task in tasks:
        groups = {group: [c for c in plan if c.task == task.name and c.group is group] for group in Group}
        present = [group for group in Group if groups[group]]
        if Group.CORE not in present:
            raise AuthoringError(f"no core case judges the task {task.name!r}", "add one to the suite")
        shares = allocate(task.points * MILLI, [WEIGHTS[group] for group in present])
        for group, share in zip(present, shares, strict=True):
            cases = groups[group]
            points |= dict(zip([c.id for c in cases], allocate(share, [1] * len(cases)), strict=True))
    return points


def earned(plan: Sequence[Case], full: Mapping[str, int], passed: Mapping[str, bool]) -> dict[str, int]:
    """Thousandths earned by every case, by case id; a case without a record of passing earns nothing."""
    alive = {case.task for case in plan if case.group is Group.CORE and passed.get(case.id, False)}
    return {case.id: full[case.id] if passed.get(case.id, False) and case.task in alive else 0 for case in plan}

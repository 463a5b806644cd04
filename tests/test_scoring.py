"""Points: whole thousandths that always sum to the whole, and none for what is worth nothing by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AuthoringError
from grader.model import Case, Group, Task, Text
from grader.scoring import MILLI, WEIGHTS, allocate, earned, maxima

TITLE = Text("t", "t")

weights = st.lists(st.integers(1, 1000), min_size=1, max_size=30)
groups = st.lists(st.sampled_from(list(Group)), max_size=20).map(lambda found: [Group.CORE, *found])


def task(name: str, points: int) -> Task:
    return Task(name, points, TITLE)


def cases(name: str, *found: Group) -> list[Case]:
    return [Case(f"{name}-{i}", f"{name}.{g}.{i}", name, g, TITLE) for i, g in enumerate(found)]


@given(st.integers(0, 10**6), weights)
def test_parts_sum_to_the_whole(total: int, shares: list[int]) -> None:
    assert sum(allocate(total, shares)) == total


@given(st.integers(0, 10**6), weights)
def test_no_part_is_further_than_one_from_its_exact_share(total: int, shares: list[int]) -> None:
    parts = allocate(total, shares)
    assert all(abs(part * sum(shares) - total * share) < sum(shares) for part, share in zip(parts, shares, strict=True))


@given(st.integers(0, 10**6), st.integers(1, 40))
def test_equal_weights_get_parts_that_differ_by_one_at_most(total: int, count: int) -> None:
    parts = allocate(total, [1] * count)
    assert max(parts) - min(parts) <= 1


def test_what_cannot_be_split_goes_to_the_first_of_equals() -> None:
    assert allocate(10, [1, 1, 1]) == [4, 3, 3]


def test_groups_weigh_seventy_twenty_and_ten() -> None:
    plan = cases("f", Group.CORE, Group.ROBUST, Group.HYGIENE)
    assert list(maxima(plan, [task("f", 10)]).values()) == [7000, 2000, 1000]


def test_a_group_without_cases_leaves_its_weight_to_the_others() -> None:
    plan = cases("f", Group.CORE, Group.ROBUST)
    assert list(maxima(plan, [task("f", 9)]).values()) == [7000, 2000]


def test_cases_of_one_group_share_evenly() -> None:
    plan = cases("f", Group.CORE, Group.CORE, Group.CORE)
    assert sorted(maxima(plan, [task("f", 1)]).values()) == [333, 333, 334]


@given(groups, groups, st.integers(1, 50), st.integers(1, 50))
def test_full_marks_of_the_cases_sum_to_the_points_of_each_task(
    first: list[Group], second: list[Group], a: int, b: int
) -> None:
    plan = cases("f", *first) + cases("g", *second)
    full = maxima(plan, [task("f", a), task("g", b)])
    assert sum(full[case.id] for case in plan if case.task == "f") == a * MILLI
    assert sum(full.values()) == (a + b) * MILLI


@pytest.mark.parametrize("found", [(), (Group.ROBUST, Group.HYGIENE)], ids=["no-case", "no-core-case"])
def test_a_task_that_no_core_case_judges_is_an_authoring_error(found: tuple[Group, ...]) -> None:
    with pytest.raises(AuthoringError, match="'f'"):
        maxima(cases("f", *found), [task("f", 1)])


def test_every_group_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Group)


def test_who_passes_everything_earns_everything() -> None:
    plan = cases("f", Group.CORE, Group.ROBUST, Group.HYGIENE)
    full = maxima(plan, [task("f", 3)])
    assert earned(plan, full, {case.id: True for case in plan}) == full


def test_points_outside_core_need_a_passing_core_case_of_the_same_task() -> None:
    plan = cases("f", Group.CORE, Group.HYGIENE) + cases("g", Group.CORE)
    full = maxima(plan, [task("f", 1), task("g", 1)])
    points = earned(plan, full, {"f-0": False, "f-1": True, "g-0": True})
    assert points == {"f-0": 0, "f-1": 0, "g-0": 1000}


def test_one_passing_core_case_is_enough_to_keep_the_others() -> None:
    plan = cases("f", Group.CORE, Group.CORE, Group.ROBUST)
    full = maxima(plan, [task("f", 9)])
    points = earned(plan, full, {"f-0": False, "f-1": True, "f-2": True})
    assert points == {"f-0": 0, "f-1": 3500, "f-2": 2000}


def test_a_case_without_a_record_earns_nothing() -> None:
    plan = cases("f", Group.CORE, Group.CORE)
    full = maxima(plan, [task("f", 1)])
    assert earned(plan, full, {"f-0": True}) == {"f-0": 500, "f-1": 0}


@given(groups, st.data())
def test_passing_one_more_case_never_costs_points(found: list[Group], data: st.DataObject) -> None:
    plan = cases("f", *found)
    full = maxima(plan, [task("f", 7)])
    passed = {case.id: data.draw(st.booleans()) for case in plan}
    more = {**passed, data.draw(st.sampled_from(plan)).id: True}
    assert sum(earned(plan, full, more).values()) >= sum(earned(plan, full, passed).values())

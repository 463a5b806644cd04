"""From matches per case to few named hints: one mistake is told once, the one that explains most first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.diagnose import hints
from grader.model import Case, CaseEvidence, Group, Hint, KnownWrong, Outcome, Text

PLAN = tuple(Case(f"c{i}", f"f.core.{i}", "f", Group.CORE, Text("t", "t")) for i in range(6))
WRONGS = tuple(
    KnownWrong(f"W{i}", f"w{i}", Text(f"title {i}", f"제목 {i}"), Text(f"hint {i}", f"힌트 {i}"), (), b"")
    for i in range(1, 12)
)


def found(*matches: tuple[str, ...]) -> tuple[Hint, ...]:
    seen = [CaseEvidence(f"c{i}", Outcome.FAILED, matches=ids) for i, ids in enumerate(matches)]
    return hints(PLAN, seen, WRONGS)


def test_nothing_matched_gives_no_hint() -> None:
    assert found((), ()) == ()


def test_a_hint_carries_its_title_its_text_and_the_labels_of_its_cases() -> None:
    (hint,) = found((), ("W2",), ("W2",))
    assert hint == Hint("W2", WRONGS[1].title, WRONGS[1].hint, ("f.core.1", "f.core.2"))


def test_the_misconception_that_explains_most_comes_first() -> None:
    assert [hint.id for hint in found(("W1",), ("W2",), ("W2",))] == ["W2", "W1"]


def test_a_misconception_that_explains_nothing_new_is_not_told() -> None:
    assert [hint.id for hint in found(("W1", "W2"), ("W1", "W2"), ("W1",))] == ["W1"]


def test_among_equals_the_lower_number_wins_not_the_alphabet() -> None:
    assert [hint.id for hint in found(("W10", "W9"))] == ["W9"]


def test_labels_follow_the_plan_not_the_order_of_running() -> None:
    seen = [CaseEvidence(f"c{i}", Outcome.FAILED, matches=("W1",)) for i in (4, 0, 2)]
    assert hints(PLAN, seen, WRONGS)[0].cases == ("f.core.0", "f.core.2", "f.core.4")


def test_ids_that_nobody_declared_are_left_out() -> None:
    assert found(("W99",)) == ()
    assert hints(PLAN, [CaseEvidence("c0", Outcome.FAILED, matches=("W1",))], ()) == ()


ids = st.lists(st.sampled_from([wrong.id for wrong in WRONGS]), max_size=4, unique=True).map(tuple)


@given(st.lists(ids, max_size=6))
def test_every_matched_case_is_explained_exactly_once_and_by_one_of_its_matches(matches: list[tuple[str, ...]]) -> None:
    explained = [(label, hint.id) for hint in found(*matches) for label in hint.cases]
    labels = [label for label, _ in explained]
    assert sorted(labels) == [f"f.core.{i}" for i, known in enumerate(matches) if known]
    assert all(hint in matches[int(label[-1])] for label, hint in explained)


@given(st.lists(ids, max_size=6))
def test_no_hint_explains_more_cases_than_one_before_it(matches: list[tuple[str, ...]]) -> None:
    sizes = [len(hint.cases) for hint in found(*matches)]
    assert sizes == sorted(sizes, reverse=True)

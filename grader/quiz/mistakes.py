"""The reference of a quiz and its known-wrongs: one for every wrong choice, each with the hint of that choice. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import KnownWrong, Text
from grader.quiz.answers import EVERY, OTHER, Answer, right_answer
from grader.quiz.items import Item, Number

TEST = "test_answer"
"""Name of the test that judges an item, in every hidden suite of a quiz."""

ALL_TICKED = Text(
    "Everything is ticked. Here that earns nothing: the item counts when exactly the true statements are chosen. Take "
    "the statements one by one and look for a case in which each of them fails.",
    "모두 골랐어요. 이렇게 하면 점수를 받을 수 없어요. 맞는 것만 빠짐없이 골라야 해요. 하나씩 살펴보면서 "
    "성립하지 않는 경우가 있는지 찾아보세요.",
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer to one item. ``key`` is what ``misconception`` says about it."""

    id: str
    item: Item
    key: str
    answer: Answer
    hint: Text


def mistakes(items: Sequence[Item]) -> tuple[Mistake, ...]:
    """Every wrong choice of every item, numbered W1, W2, ... in the order of the file."""
    found = [(item, *one) for item in items for one in _of(item)]
    return tuple(Mistake(f"W{n}", *one) for n, one in enumerate(found, 1))


def _of(item: Item) -> Iterator[tuple[str, Answer, Text]]:
    right = right_answer(item)
    if item.number:
        yield from _numbers(item.number)
        return
    for option in item.options:
        if option.hint is not None:
            toggled = right ^ {option.letter} if isinstance(right, frozenset) else option.letter
            yield option.letter, toggled, option.hint
    if item.choose == "all":
        yield EVERY, frozenset(item.letters), ALL_TICKED


def _numbers(number: Number) -> Iterator[tuple[str, Answer, Text]]:
    for i, (value, hint) in enumerate(number.mistakes):
        yield str(i), value, hint
    taken = [number.value, *(value for value, _ in number.mistakes)]
    far = (number.value * 7 + 31 + k for k in range(100))
    yield OTHER, next(v for v in far if not any(number.near(v, t) for t in taken)), number.other


def literal(answer: Answer) -> str:
    """``answer`` as a student would write it."""
    return repr(sorted(answer) if isinstance(answer, frozenset) else answer)


def reference(items: Sequence[Item]) -> bytes:
    """A submission in which every answer is right."""
    lines = [f'    "{item.id}": {literal(right_answer(item))},' for item in items]
    return "\n".join(['"""Right answers."""', "", "ANSWERS = {", *lines, "}", ""]).encode("utf-8")


def known_wrongs(items: Sequence[Item]) -> tuple[KnownWrong, ...]:
    """The reference with one wrong answer each."""
    right = reference(items)
    return tuple(
        KnownWrong(
            id=mistake.id,
            name=f"{mistake.item.id}_{mistake.key}",
            title=_title(mistake),
            hint=mistake.hint,
            fails=(TEST,),
            source=right + f'\nANSWERS["{mistake.item.id}"] = {literal(mistake.answer)}\n'.encode(),
        )
        for mistake in mistakes(items)
    )


def _title(mistake: Mistake) -> Text:
    """The item, and the option that was judged wrongly."""
    item = mistake.item
    about = f"{item.id}, {mistake.key}" if mistake.key in item.letters and item.letters else item.id
    return Text(f"{item.title.en} ({about})", f"{item.title.ko} ({about})")

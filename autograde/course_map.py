"""The course as a map: modules, what builds on what, how much work, and where to go on.

Exists so that ``list`` and the README of the exercises say the same. Pure: records in, records and text out.
Prerequisites are advice; nothing here may keep a student from an exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from autograde.standing import Standing
from grader.catalog import Course
from grader.model import Exercise, Lang, Text

__all__ = ["README", "builds_on", "markdown", "modules", "suggested"]

README = {Lang.EN: "README.md", Lang.KO: "README.ko.md"}
"""Names of the generated maps in ``exercises/``, and of the statement of every exercise."""


def modules(course: Course, exercises: Iterable[Exercise]) -> list[tuple[Text, list[Exercise]]]:
    """``exercises`` by module, each with its title, in the order of the course."""
    ordered = sorted(exercises, key=lambda one: (one.module, one.number))
    return [(course.module_title(name), list(own)) for name, own in groupby(ordered, key=attrgetter("module"))]


def builds_on(exercise: Exercise, exercises: Iterable[Exercise]) -> list[Exercise]:
    """The prerequisites of ``exercise`` that this course has."""
    known = {one.slug: one for one in exercises}
    return sorted((known[slug] for slug in exercise.requires if slug in known), key=attrgetter("number"))


def suggested(exercises: Sequence[Exercise], standings: Mapping[str, Standing]) -> Exercise | None:
    """Where to go on: what was begun, else the first core exercise whose prerequisites are done; None at the end."""
    left = [one for one in exercises if not _done(one, standings)]
    begun = [one for one in left if one.slug in standings]
    ready = [one for one in left if all(_done(need, standings) for need in builds_on(one, exercises))]
    core = [one for one in ready if one.tier == "core"]
    return next(iter((*begun, *core, *ready, *left)), None)


def _done(exercise: Exercise, standings: Mapping[str, Standing]) -> bool:
    return exercise.slug in standings and standings[exercise.slug].done


# --- the README of the exercises -----------------------------------------------------------------

_TITLE = Text(en="# The course", ko="# 과정 지도")
_OTHER = Text(en="[한국어](README.ko.md)", ko="[English](README.md)")
_INTRO = Text(
    en="Exercises: {count}. Points: {points}. Start wherever you like: what an exercise *builds on* is advice, not a "
    "gate. Minutes are estimates for somebody who knows the lecture and writes it for the first time.\n\n"
    "```console\n$ autograde list                # this map, with your own progress and what to do next\n"
    "$ autograde start {first}   # stub, statement and public tests in a folder of their own\n"
    "$ autograde check               # in that folder, as often as you like\n```",
    ko="과제 {count}개, 모두 {points}점이에요. 어디서든 시작해도 돼요. *먼저 풀면 좋은 과제*는 조언일 뿐 막지 않아요. "
    "시간(분)은 강의 내용을 알고 처음 구현하는 사람을 기준으로 어림한 값이에요.\n\n"
    "```console\n$ autograde list                # 내 진행 상황과 다음 과제가 함께 나오는 지도\n"
    "$ autograde start {first}   # 스텁, 설명, 공개 테스트를 새 폴더에 복사\n"
    "$ autograde check               # 그 폴더에서 몇 번이든 실행\n```",
)
_HEAD = Text(
    en="| No. | Exercise | What you build | Builds on | Points | Minutes |\n|--:|---|---|---|--:|--:|",
    ko="| 번호 | 과제 | 만드는 것 | 먼저 풀면 좋은 과제 | 배점 | 시간(분) |\n|--:|---|---|---|--:|--:|",
)
_ENTRY = Text(en="Good places to start: {links}.", ko="시작하기 좋은 과제: {links}.")
_NOTE = Text(
    en="This page is written by `autograde list --write-readmes`.",
    ko="이 문서는 `autograde list --write-readmes` 명령으로 만들어요.",
)


def markdown(course: Course, lang: Lang) -> str:
    """The map as the README of ``exercises/``: one table per module, with links to the statements."""
    every = course.exercises
    first = next((one for one in every if not builds_on(one, every)), None)
    example = first.slug.replace("_", "-") if first else "EXERCISE"
    intro = _INTRO.in_(lang).format(count=len(every), points=sum(one.points for one in every), first=example)
    parts = [_TITLE.in_(lang), _OTHER.in_(lang), intro]
    if entries := [_link(one, lang) for one in every if not builds_on(one, every)]:
        parts.append(_ENTRY.in_(lang).format(links=", ".join(entries)))
    for title, own in modules(course, every):
        rows = [_row(one, every, lang) for one in own]
        parts += [f"## {title.in_(lang)}", "\n".join([_HEAD.in_(lang), *rows])]
    return "\n\n".join([*parts, _NOTE.in_(lang)]) + "\n"


def _row(exercise: Exercise, every: Sequence[Exercise], lang: Lang) -> str:
    needs = ", ".join(f"{one.number:02d}" for one in builds_on(exercise, every)) or "–"
    minutes = str(exercise.minutes or "–")
    torch = " · PyTorch" if exercise.kind == "torch" else ""
    what = f"{_cell(exercise.title.in_(lang))}{torch}. {_cell(exercise.summary.in_(lang))}"
    cells = (f"{exercise.number:02d}", _link(exercise, lang), what, needs, str(exercise.points), minutes)
    return "| " + " | ".join(cells) + " |"


def _link(exercise: Exercise, lang: Lang) -> str:
    return f"[{exercise.slug.replace('_', '-')}]({exercise.module}/{exercise.slug}/{README[lang]})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")

"""What a terminal shows while a cohort is graded: live on a terminal, one line per report elsewhere.

Goes to standard error, so that standard output holds the answer alone. It only watches events.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from autograde.batch import CaseDone, Event, Faulted, Finished, Reused, Started
from autograde.cli.console import Console
from autograde.jobs import Job

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from grader.model import Report


def shown(slug: str) -> str:
    """A slug as people type it."""
    return slug.replace("_", "-")


def line(console: Console, job: Job, report: Report) -> str:
    """One report in one line: exercise, student, verdict, points."""
    from grader.messages import one_line
    from grader.report import view

    facts = [shown(job.exercise.slug), one_line(job.student), standing(console, job, report)]
    return "  ".join([*facts, view.score(report, console.lang)])


def standing(console: Console, job: Job, report: Report) -> str:
    """The verdict in words, or that nothing was handed in."""
    from grader.report import view

    return console.text("grade.missing") if job.path is None else view.verdict(report.verdict, console.lang)


class Lines(AbstractContextManager["Lines"]):
    """Plain lines, for logs and pipes. A single submission needs none: its report follows at once."""

    def __init__(self, console: Console, total: int) -> None:
        self._console, self._total, self._done = console, total, 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to put back."""

    def notice(self, event: Event) -> None:
        """Print a line for a report and for a fault of ours."""
        if isinstance(event, Finished):
            self._done += 1
            if self._total > 1:
                _print(f"[{self._done}/{self._total}] {line(self._console, event.job, event.report)}")
        elif isinstance(event, Faulted):
            _print(_fault(event))
        elif isinstance(event, Reused):
            self._done += event.reused
            _print(_reused(self._console, event))


class Live(AbstractContextManager["Live"]):
    """A progress bar and one line per worker."""

    def __init__(self, console: Console, total: int) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn())
        self._console = console
        self._bars: Progress = Progress(*columns, console=RichConsole(stderr=True, highlight=False), transient=True)
        self._all: TaskID = self._bars.add_task(console.text("grade.progress"), total=total)
        self._workers: dict[int, TaskID] = {}

    def __enter__(self) -> Self:
        """Start drawing."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was drawn: the table that follows says it better."""
        self._bars.stop()

    def notice(self, event: Event) -> None:
        """Redraw what the event changed."""
        if isinstance(event, Started):
            self._show(event.worker, event.job)
        elif isinstance(event, CaseDone):
            self._bars.update(self._workers[event.worker], completed=event.done, total=event.total)
        elif isinstance(event, Finished):
            self._bars.advance(self._all)
        else:
            from rich.text import Text

            if isinstance(event, Reused):
                self._bars.advance(self._all, event.reused)
            text = _reused(self._console, event) if isinstance(event, Reused) else _fault(event)
            self._bars.console.print(Text(text))

    def _show(self, worker: int, job: Job) -> None:
        from rich.markup import escape

        from grader.messages import one_line

        text = escape(f"{shown(job.exercise.slug)}  {one_line(job.student)}")
        if worker not in self._workers:
            self._workers[worker] = self._bars.add_task(text, total=None)
        self._bars.reset(self._workers[worker], description=text, total=None)


def progress(console: Console, total: int) -> Lines | Live:
    """The display that suits standard error."""
    return Live(console, total) if sys.stderr.isatty() else Lines(console, total)


def _print(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _reused(console: Console, event: Reused) -> str:
    return console.text("grade.reused", reused=event.reused, left=event.left)


def _fault(event: Faulted) -> str:
    from grader.messages import one_line

    return f"judge fault: {shown(event.job.exercise.slug)}  {one_line(event.job.student)}: {one_line(event.detail)}"

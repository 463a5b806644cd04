"""``autograde export``: the grades in a report folder as one table for other programs. Nothing is graded again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import lang_option, pass_console
from grader.errors import StorageUnavailable, UsageError

if TYPE_CHECKING:
    from grader.model import Report

FORMATS = ("csv",)
_NEXT = "name the folder that `autograde grade --out` wrote"


@click.command(
    "export",
    epilog="\b\nExample:\n  autograde export out -o grades.csv --bom\n\n"
    "\b\nExit codes:\n  0 done   2 no reports in the folder, or a file that is none   4 the table cannot be written",
)
@click.argument("folder", type=click.Path(path_type=Path), default=Path("out"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the terminal."
)
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, by which Excel knows UTF-8.")
@lang_option
@pass_console
def command(console: Console, folder: Path, form: str, output: Path | None, bom: bool) -> None:  # noqa: ARG001  one so far
    """Write the grades in FOLDER (what `autograde grade` wrote) as one table, one row per student and exercise.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    from autograde.export.sheet import to_csv
    from autograde.export.table import HEADER, rows

    text = to_csv(HEADER, (row.cells for row in rows(_reports(folder), console.lang)))
    text = "\ufeff" + text if bom else text
    if output:
        _write(output, text)
    else:
        console.utf8(text)


def _reports(folder: Path) -> Iterator[tuple[str, Report]]:
    """Pages and reports. Raises ``UsageError``."""
    from grader.report.json import from_json

    files = sorted((folder / "reports").glob("*/*.json"))
    if not files:
        raise UsageError(f"there are no reports in {folder}", _NEXT)
    for file in files:
        try:
            report = from_json(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, UsageError) as error:
            raise UsageError(f"{file} is no report: {error}", f"grade again, or {_NEXT}") from None
        yield file.relative_to(folder).with_suffix(".html").as_posix(), report


def _write(output: Path, text: str) -> None:
    from autograde.folder import write_atomically

    try:
        write_atomically(output, text)
    except OSError as error:
        step = "name another file with -o"
        raise StorageUnavailable(f"{output} cannot be written: {error.strerror}", step) from None

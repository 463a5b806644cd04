"""``autograde report``: another view of a report that was written earlier. Nothing is graded again."""

from __future__ import annotations

from pathlib import Path

import click

from autograde.cli.console import Console
from autograde.cli.options import lang_option, pass_console
from grader.errors import UsageError

FORMATS = ("text", "html", "md", "junit", "json")


@click.command(
    "report",
    epilog="\b\nExample:\n  autograde report out/reports/conv_naive/mina.json\n"
    "  autograde report mina.json --format html --lang ko -o mina.html\n\n"
    "\b\nExit codes:\n  0 done   2 the file is missing or is not a report",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the terminal."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@lang_option
@pass_console
def command(console: Console, file: Path, form: str, output: Path | None, as_json: bool) -> None:
    """Show the report in FILE (the JSON that `autograde grade` wrote) in another format or language."""
    from grader.report import renderer
    from grader.report.json import from_json

    text = renderer("json" if as_json else form)(from_json(_read(file)), console.lang)
    if output:
        output.write_text(text, encoding="utf-8", newline="")
    elif form == "text" and not as_json:
        console.write(text)
    else:
        console.utf8(text)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", "name a .json file below out/reports/") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no report: it is not UTF-8 text", "name a .json file below out/reports/") from None

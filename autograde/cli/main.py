"""The entry point: choose the command, run it, turn whatever happens into an exit code.

Exists so that a user never sees a traceback of ours and a script can trust the code. Commands are
imported when they are named, so that start-up stays quick.

Exit codes: 0 done; 1 below the threshold; 2 usage; 3 invalid exercise or submission; 4 sandbox or
environment unavailable; 5 the judge failed; 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

import click

from autograde.cli.console import Console, ReaderGone, language, steady
from grader.errors import GraderError

INTERRUPTED = 130
INTERNAL = 5

COMMANDS = ("list", "start", "check", "grade", "report", "export", "verify", "new", "doctor", "redteam", "image")
"""In the order of the help: students, instructors, authors. Each lives in ``autograde.cli.cmd_<name>``."""


class Commands(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click calls it so
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """The command, imported now; ``None`` for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"autograde.cli.cmd_{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a misspelt name."""
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  autograde start conv-naive\n  autograde check conv_naive/conv_naive.py\n\n"
    "\b\nExit codes:\n  0 done   1 below the threshold   2 usage   3 invalid exercise or submission\n"
    "  4 sandbox or environment unavailable   5 the judge failed   130 interrupted",
)
@click.version_option(package_name="autograde", prog_name="autograde")
def cli() -> None:
    """Deep-learning exercises with hidden tests, isolated grading and feedback that names the mistake."""


def run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code; never raises."""
    console = Console(language(environ))
    return conclude(
        console, environ, lambda: cli.main(args=list(argv), prog_name="autograde", standalone_mode=False, obj=console)
    )


def conclude(console: Console, environ: Mapping[str, str], command: Callable[[], object]) -> int:
    """Run ``command`` and turn whatever happens into an exit code; never raises."""
    try:
        code = command()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except GraderError as error:
        console.error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.note("interrupted")
        return INTERRUPTED
    except ReaderGone:
        return _closed_pipe()
    except Exception as error:  # noqa: BLE001  the last line of defence: users never see our traceback
        return _internal(error, console, environ)
    return code if isinstance(code, int) else 0


def main() -> None:
    """The ``autograde`` console script."""
    steady(sys.stdout)
    steady(sys.stderr)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends us means what Ctrl-C means
    sys.exit(run(sys.argv[1:], os.environ))


def _internal(error: Exception, console: Console, environ: Mapping[str, str]) -> int:
    if environ.get("AUTOGRADE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    console.note("internal", kind=type(error).__name__)
    sys.stderr.write(f"  {console.text('next')}: {console.text('internal.next')}\n")
    return INTERNAL


def _closed_pipe() -> int:
    """``autograde list | head``: the reader left. Point stdout elsewhere so that the exit is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()

"""`parallax`: the commands, and how any of them ends.

Exit codes: 0 done, 1 it could not be done (the message says why and what to do), 2 the command
was used wrongly, 3 done but nothing came of it, 130 interrupted.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from parallax import __version__
from parallax.cli import (
    comparing,
    configuration,
    edition,
    extracting,
    ingesting,
    modelling,
    outlets,
    reading,
    remembering,
    serving,
    status,
    telling,
)
from parallax.cli.output import print_error
from parallax.cli.start import INTERRUPTED
from parallax.errors import InputError, ParallaxError

KEPT = "What was finished is kept; run it again to go on."
# What an interrupted command leaves, by its beginning; of all others nothing was begun that could be left.
LEFT = {
    ("up",): "Everything that was read is kept.",
    ("ingest",): KEPT,
    ("models", "install"): KEPT,
    ("memory", "import"): KEPT,
    ("outlets", "check"): KEPT,
    ("edition",): "Nothing was written. Pictures that came are kept for the next time.",
}

app = typer.Typer(
    help="Read the world's press in English, country by country, and see how others tell the same story.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("up")(serving.up)
app.command("ingest")(ingesting.ingest)
app.command("read")(reading.read)
app.command("story", short_help="Show one event: who tells it, how, and what each leaves out.")(telling.story)
app.command("compare", short_help="Lay reports beside each other, word by word.")(comparing.compare)
app.command("overlooked", short_help="List stories that one country's press does not tell.")(
    telling.overlooked
)
app.command("edition", short_help="Write a whole day to carry away: a site or a book.")(edition.edition)
app.command("extract", short_help="Print what is on one page, and keep nothing.")(extracting.extract)
app.command("status", short_help="Show whether the store is sound, and how items ended.")(status.status)
app.add_typer(outlets.app, name="outlets")
app.add_typer(modelling.app, name="models")
app.add_typer(remembering.app, name="memory")
app.add_typer(configuration.app, name="config")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parallax {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def stopped(arguments: Sequence[str]) -> str:
    """What is said of an interrupted command, by what it was called with."""
    left = next((said for called, said in LEFT.items() if tuple(arguments[: len(called)]) == called), "")
    return f"Stopped. {left}".rstrip()


def main() -> None:
    # What went wrong is said by the commands themselves; libraries' warnings would say it twice.
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where it can still be said that it failed
    except ParallaxError as error:
        print_error(error)
        sys.exit(1)
    except SystemExit as ending:
        if ending.code == INTERRUPTED:
            sys.stderr.write(f"{stopped(sys.argv[1:])}\n")
        raise
    except BrokenPipeError:
        # The reader of our pipe has left (`| head`): that is no fault of anyone's.
        _close_output()
        sys.exit(0)
    except OSError as error:
        # A disk or a folder that no command foresaw; a full one may be where our output goes.
        _close_output()
        where = f"{error.filename}: " if error.filename else "The output cannot be written: "
        print_error(
            InputError(f"{where}{error.strerror or error}.", hint="Check its disk and its permissions.")
        )
        sys.exit(1)


def _close_output() -> None:
    """Give Python something it can close: it would complain once more of what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

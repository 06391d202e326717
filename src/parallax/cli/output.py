"""What every command prints with: tables for people, JSON for programs, nothing needless in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from parallax.errors import ParallaxError

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def out() -> Console:
    from parallax.cli.screen import Screen

    return Screen(highlight=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    from parallax.cli.screen import Screen

    return Screen(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def print_json(value: object) -> None:
    """One JSON value, as UTF-8 text with a final newline."""
    json.dump(plain(value), sys.stdout, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None)
    sys.stdout.write("\n")


def plain(value: object) -> Any:
    """Records, times and enums as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    return value


def _key(key: object) -> str:
    return key.value if isinstance(key, Enum) else str(key)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on a terminal; tab-separated lines with no heading in a pipe."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(str(cell).replace("\t", " ") for cell in row) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        header_style="dim",
        show_header=any(columns),
    )
    cells = [[str(cell) for cell in row] for row in rows]
    for place, column in enumerate(columns):
        numeric = all(row[place].replace(",", "").isdigit() for row in cells if row[place])
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for line in cells:
        table.add_row(*map(Text, line))
    out().print(table)


@contextmanager
def new_file(target: Path) -> Iterator[TextIO]:
    """A new file to write text to, gone again if that fails or is interrupted.

    Raises :class:`InputError` where there is one already, or none can be written.
    """
    from parallax.errors import InputError

    try:
        with target.open("x", encoding="utf-8") as file:
            try:
                yield file
                file.flush()
            except BaseException:
                target.unlink()
                raise
    except FileExistsError as error:
        raise InputError(f"{target} exists already.", hint="Name a file that does not.") from error
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose a place with room that is yours."
        ) from error


def write_new(target: Path, text: str) -> None:
    """Write a new file. Raises what :func:`new_file` does."""
    with new_file(target) as file:
        file.write(text)


def print_error(error: ParallaxError) -> None:
    from rich.text import Text

    console = err()
    message = str(error)
    if message[-1:].isalnum():
        message += "."
    console.print(Text(message, style="bold red" if console.is_terminal else ""))
    if error.hint:
        console.print(Text(error.hint))


def progress() -> Progress:
    """A progress bar with rate and time left; silent where nobody watches."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = err()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )

"""`parallax status`: is the store sound, what is in it, and how did every item end."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, err, out, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parallax.model import LedgerEntry
    from parallax.store.views import LedgerRow, StoreStatus


def status(
    country: Annotated[str, typer.Option(help="Only this country's outlets.")] = "",
    outlet: Annotated[str, typer.Option(help="Only this outlet; shows its single items.")] = "",
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only this day.")] = None,
    backup: Annotated[Path | None, typer.Option(help="Copy the live store to this new file.")] = None,
    restore: Annotated[
        Path | None, typer.Option(help="Put this backup in the store's place (stop the site first).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show whether the store is sound, what it holds, and the ledger: how every item ended."""
    from parallax.cli.outlets import chosen, country_code
    from parallax.config import load
    from parallax.store.sqlite import SqliteStore
    from parallax.store.sqlite.store import restore as put_back

    settings = load()
    code = country_code(country)
    if restore is not None:
        kept = put_back(restore, settings.store_path)
        if kept is not None:
            err().print(f"The store that was there is kept as {kept}.", markup=False)
    store = SqliteStore(settings.store_path)
    # One that was never read is in the registry alone; one that is in neither is refused there.
    if outlet and store.outlet(outlet) is None:
        chosen("", [outlet])
    if backup is not None:
        store.backup(backup)
    wanted = day.date() if day else None
    rows = store.ledger(since=wanted, until=wanted, country=code, outlet=outlet or None)
    items = store.ledger_entries(outlet=outlet, day=wanted) if outlet else None
    found, waiting = store.status(), store.waiting()
    if as_json:
        print_json(
            {
                "store": found,
                "waiting": waiting,
                "languages": store.languages(),
                "ledger": rows,
                "items": items,
            }
        )
    else:
        _of_the_store(found, waiting)
        _of_the_ledger(rows, items, empty=not found.articles)
    store.close()
    if not found.healthy:
        raise typer.Exit(1)


def _of_the_store(found: StoreStatus, waiting: int) -> None:
    health = "sound" if found.healthy else f"DAMAGED: {found.detail}"
    console = out()
    console.print(
        f"{found.path} · {found.size_bytes / 1e6:.1f} MB · schema {found.schema_version} · {health}"
    )
    console.print(
        f"{found.articles:,} articles · {found.outlets:,} outlets · {found.feeds:,} feeds asked · "
        f"{found.sentences:,} sentences in the memory · {waiting:,} items in line"
    )


def _of_the_ledger(rows: tuple[LedgerRow, ...], items: Sequence[LedgerEntry] | None, *, empty: bool) -> None:
    """How items ended, and each item where one outlet is asked for; what would fill an ``empty`` store."""
    if not rows:
        out().print(
            "Nothing has been looked at yet. `parallax up` or `parallax ingest` brings something."
            if empty
            else "Nothing was looked at there or then."
        )
        return
    by_outcome(rows)
    by_day(rows)
    if items is not None:
        print_table(
            "Items",
            ("day", "outcome", "address", "detail"),
            ((e.day, e.outcome, e.url, e.detail) for e in items),
        )


def by_outcome(rows: tuple[LedgerRow, ...]) -> None:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.outcome.value] += row.count
    print_table("\nHow items ended", ("outcome", "items"), counts.most_common())


def by_day(rows: tuple[LedgerRow, ...], most: int = 7) -> None:
    """The newest days, each with its outlets and outcomes in numbers."""
    days: dict[date, Counter[str]] = {}
    outlets: dict[date, set[str]] = {}
    for row in rows:
        days.setdefault(row.day, Counter())[row.outcome.value] += row.count
        outlets.setdefault(row.day, set()).add(row.outlet_id)
    print_table(
        "\nNewest days",
        ("day", "outlets", "items", "outcomes"),
        (
            (
                day,
                len(outlets[day]),
                counts.total(),
                ", ".join(f"{n} {what}" for what, n in counts.most_common()),
            )
            for day, counts in sorted(days.items(), reverse=True)[:most]
        ),
    )

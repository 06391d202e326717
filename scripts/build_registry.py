"""Make the registry's files from the tables of facts.

    python scripts/build_registry.py --tables DIR [--out DIR]

DIR holds ``outlets.csv``, ``outlets_extra.csv``, ``feeds.csv`` and ``state-media.csv``.
The same tables and hand-kept decisions (``scripts/registry/*.csv``) always give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from registry.judgements import read_judgements
from registry.ownership import StateMedia
from registry.select import Entry, Report, select
from registry.tables import read_assets, read_outlets

OUT = Path(__file__).resolve().parent.parent / "src" / "parallax" / "outlets" / "data"


def build(tables: Path, out: Path) -> Report:
    """Write one file a country into ``out``; files of countries without outlets are removed."""
    listed, judgements = read_outlets(tables), read_judgements()
    if absent := judgements.without_subject(listed):
        raise SystemExit(
            f"leave_out.csv or corrections.csv judge what the tables do not list: {', '.join(absent)}"
        )
    by_country, report = select(listed, judgements, StateMedia(read_assets(tables)))
    out.mkdir(parents=True, exist_ok=True)
    wanted = {f"{code.lower()}.json" for code in by_country}
    for stale in out.glob("*.json"):
        if stale.name not in wanted:
            stale.unlink()
    for code, entries in by_country.items():
        (out / f"{code.lower()}.json").write_text(as_text(code, entries), encoding="utf-8")
    return report


def as_text(code: str, entries: list[Entry]) -> str:
    """A country's file: an outlet a line, so that a change to one shows as one line."""
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{{\n  "country": "{code}",\n  "outlets": [\n{lines}\n  ]\n}}\n'


def main() -> None:
    """Build, and print what was left out by which rule."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tables", type=Path, required=True, help="folder of the tables of facts")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write (default: the package's data)")
    arguments = parser.parse_args()
    report = build(arguments.tables, arguments.out)
    for title, counts in (("outlets", report.outlets), ("feeds", report.feeds)):
        print(f"{title} left out:")
        for rule, count in counts.most_common():
            print(f"  {count:5}  {rule}")


if __name__ == "__main__":
    main()

"""The two reference pages, read as pasted text is, and what laying them side by side comes to.

python benchmarks/takes/reference.py [folder of the measuring material]
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from sentencex import segment

from parallax.model import Outlet, Ownership
from parallax.pipeline.loose import from_text
from parallax.quotes import align, find_quotes
from parallax.takes import Line, Report, lacked_of_two, numbers, omissions, takes


def reference(shared: Path) -> tuple[Report, ...]:
    """Both pages, by name of their file, without what frames an article."""
    return tuple(_report(path) for path in sorted((shared / "reference").glob("*.txt")))


def _report(path: Path) -> Report:
    content = from_text(path.read_text("utf-8"), f"https://unknown.invalid/{path.name}")
    blocks = [block.text for block in content.blocks]
    body = (
        Line(sentence.strip(), block)
        for block, text in enumerate(blocks)
        for sentence in segment("en", text)
        if sentence.strip()
    )
    return Report(
        article_id=path.stem,
        outlet=Outlet(path.stem, path.stem, "", "UA", ownership=Ownership("private", basis="the page")),
        language="en",
        published=datetime(2025, 7, 16, 12, tzinfo=UTC),
        lines=(Line(content.title), *body),
        quotes=find_quotes(path.stem, blocks, "en"),
    )


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "shared"
    told = reference(shared)
    for report in told:
        print(f"\n{report.article_id}: {len(report.lines)} sentences")
        for quote in report.quotes:
            print(f"  {quote.speaker.name if quote.speaker else 'nobody named'}: {quote.text}")
    said = align([quote for report in told for quote in report.quotes])
    for take in takes(told, utterances=said):
        print(f"\n{take.label} · {take.summary} ({', '.join(take.article_ids)})")
        for line in take.evidence:
            print(f"  {line.article_id}: {line.text}")
    left_out = omissions(told)
    for gap in left_out + lacked_of_two(told, left_out):
        print(f"\n{gap.article_id} {gap.kind}: {gap.text}")
    print(f"\n{len(numbers(told))} numbers in dispute")


if __name__ == "__main__":
    main()

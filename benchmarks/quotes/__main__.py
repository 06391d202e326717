"""``python -m benchmarks.quotes`` is the benchmark."""

from __future__ import annotations

from benchmarks.quotes.run import main

main()

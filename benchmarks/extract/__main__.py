"""``python -m benchmarks.extract`` is the benchmark."""

from __future__ import annotations

from benchmarks.extract.run import main

main()

"""``python -m benchmarks.stories`` is the benchmark."""

from __future__ import annotations

from benchmarks.stories.run import main

main()

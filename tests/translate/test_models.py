"""The model store against a real server on loopback, well-behaved and not."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from parallax.errors import InputError, ModelCorrupt, ModelError
from parallax.fetch.live import LiveFetcher
from parallax.translate.bundled import bundled_models
from parallax.translate.catalogue import RemoteFile
from parallax.translate.firefox import FirefoxEngine
from parallax.translate.memory import ProcessMemory
from parallax.translate.models import ModelStore
from parallax.translate.sources import open_source
from parallax.translate.translator import Translator
from parallax.translate.unpack import unpack

SMALL = {"model": b"weights " * 40_000, "vocab": b"words " * 9_000, "lex": b"short " * 7_000}

Make = Callable[..., ModelStore]


@pytest.fixture
def store(tmp_path: Path, mirror: Any, door: LiveFetcher) -> Make:
    def make(where: str | None = None, **settings: Any) -> ModelStore:
        place = where or mirror.url
        return ModelStore(tmp_path / "models", lambda: open_source(place, door), **settings)

    return make


def files_of(store: ModelStore, tmp_path: Path) -> set[str]:
    return {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}


def test_a_model_from_a_mirror_translates(store: Make, mirror: Any) -> None:
    """The Portuguese files, offered as another language, from the list to English words."""
    bundled = bundled_models()[0]
    contents = {file.kind: (bundled.folder / file.name).read_bytes() for file in bundled.files}
    mirror.add_model("gl", "en", "3.1", contents)
    models = store()
    seen: list[tuple[int, int]] = []
    (model,) = models.install("gl", lambda _what, done, total: seen.append((done, total)))
    assert (model.source, model.version, model.architecture) == ("gl", "3.1", "base-memory")
    assert seen[-1][0] == seen[-1][1] > 10_000_000
    assert all(verdict.ok for verdict in models.verify())
    with FirefoxEngine(models.route) as engine:
        translator = Translator([engine], ProcessMemory())
        (passage,) = translator.translate_passages("gl", [("title", 0, "O presidente visitou a capital.")])
        assert passage.sentences[0].english == "The president visited the capital."
        assert passage.sentences[0].model == "gl-en base-memory"

        # A file that rots on disk is noticed when it is next loaded.
        lexicon = model.folder / "lex.glen.bin"
        lexicon.write_bytes(lexicon.read_bytes()[:-1] + b"?")
    with FirefoxEngine(models.route) as engine:
        translator = Translator([engine], ProcessMemory())
        (passage,) = translator.translate_passages("gl", [("title", 0, "O presidente visitou a capital.")])
        assert passage.sentences[0].english is None
        assert "damaged" in passage.sentences[0].refusal
    assert [verdict.detail for verdict in models.verify("gl")] == [
        "lex.glen.bin is damaged: its SHA-256 differs"
    ]


def test_portuguese_is_there_without_any_source(tmp_path: Path) -> None:
    models = ModelStore(tmp_path / "none")
    assert [model.name for model in models.route("pt-BR")] == ["pt-en"]
    assert [verdict.ok for verdict in models.verify()] == [True]
    with pytest.raises(InputError, match="comes with Parallax"):
        models.remove("pt")
    with pytest.raises(ModelError, match="no source"):
        models.install("fr")


def test_a_remote_settings_server_says_where_its_files_are(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    models = store(mirror.url + "v1/buckets/main/collections/models/records")
    assert [model.name for model in models.install("fr")] == ["fr-en"]


def test_a_folder_serves_as_well(store: Make, mirror: Any, tmp_path: Path) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    place = tmp_path / "usb stick"
    for path, content in mirror.files.items():
        target = place / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (place / "records.json").write_text(json.dumps({"data": mirror.records}))
    assert [model.name for model in store(str(place)).install("fr-CA")] == ["fr-en"]
    assert mirror.asked == []


def test_the_measured_best_variant_and_the_newest_release_are_taken(store: Make, mirror: Any) -> None:
    for language in ("fr", "de"):
        for architecture in ("tiny", "base", "base-memory"):
            mirror.add_model(language, "en", "3.0", {"model": b"m", "vocab": b"v"}, architecture)
    mirror.add_model("fr", "en", "3.2", {"model": b"m", "vocab": b"v"})
    mirror.add_model("fr", "en", "3.3a1", {"model": b"m", "vocab": b"v"})
    mirror.add_model("fr", "en", "9.0", {"model": b"m", "vocab": b"v"})
    models = store()
    assert [(m.version, m.architecture) for m in models.install("fr")] == [("3.2", "base-memory")]
    assert [m.architecture for m in models.install("de")] == ["base"]
    small = store(variant="small")
    assert [m.architecture for m in small.install("de")] == ["tiny"]


def test_an_up_to_date_model_is_not_fetched_again_and_an_old_one_is(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    models = store()
    models.install("fr")
    asked = len(mirror.asked)
    models.install("fr")
    assert [path for path, _ in mirror.asked[asked:]] == ["/records.json"]
    mirror.add_model("fr", "en", "3.1", SMALL)
    assert next(offer for offer in models.offers() if offer.language == "fr").outdated
    assert [model.version for model in models.install("fr")] == ["3.1"]


def test_without_a_direct_model_two_are_joined(store: Make, mirror: Any) -> None:
    mirror.add_model("gl", "pt", "3.0", SMALL)
    models = store()
    assert [model.name for model in models.install("gl")] == ["gl-pt", "pt-en"]
    offer = next(offer for offer in models.offers() if offer.language == "gl")
    assert offer.through == "pt"
    assert [model.name for model in models.remove("gl")] == ["gl-pt"]
    assert models.route("gl") == ()


def test_an_unknown_language_is_refused(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    with pytest.raises(ModelError, match="Kazakh"):
        store().install("kk")


def test_a_download_that_breaks_goes_on_where_it_broke(store: Make, mirror: Any, tmp_path: Path) -> None:
    mirror.add_model("fr", "en", "3.0", {**SMALL, "model": _noise(300_000)})
    path = mirror.path_of("model")
    mirror.break_after[path] = [100_000]
    models = store()
    with pytest.raises(ModelError):
        models.install("fr")
    assert models.route("fr") == ()
    kept = max(part.stat().st_size for part in (tmp_path / "models").rglob("*.part"))
    assert kept == 100_000
    mirror.break_after.clear()
    mirror.asked.clear()
    assert [model.name for model in models.install("fr")] == ["fr-en"]
    assert (path, f"bytes={kept}-") in mirror.asked
    assert not list((tmp_path / "models").rglob("*.part"))


def test_a_server_without_ranges_still_gives_a_whole_file(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", {**SMALL, "model": _noise(300_000)})
    mirror.ranges = False
    mirror.break_after[mirror.path_of("model")] = [100_000]
    models = store()
    with pytest.raises(ModelError):
        models.install("fr")
    mirror.break_after.clear()
    assert [model.name for model in models.install("fr")] == ["fr-en"]


def _corrupt(mirror: Any) -> None:
    path = mirror.path_of("vocab")
    mirror.files[path] = mirror.files[path][:-1] + bytes([mirror.files[path][-1] ^ 1])


def _oversized(mirror: Any) -> None:
    mirror.files[mirror.path_of("vocab")] += b"more"


def _wrong_hash(mirror: Any) -> None:
    mirror.record_of("vocab")["decompressedHash"] = hashlib.sha256(b"another file").hexdigest()


def _bomb(mirror: Any) -> None:
    mirror.record_of("vocab")["decompressedSize"] = 1_000


def _not_packed_right(mirror: Any) -> None:
    path, record = mirror.path_of("vocab"), mirror.record_of("vocab")
    mirror.files[path] = mirror.files[path][:40] + b"\x00" * 40
    record["attachment"] |= {"size": 80, "hash": hashlib.sha256(mirror.files[path]).hexdigest()}


def _cut_short_gzip(mirror: Any) -> None:
    path, record = mirror.path_of("vocab"), mirror.record_of("vocab")
    mirror.files[path] = gzip.compress(_noise(5_000))[:3_000]
    record["attachment"] |= {"size": 3_000, "hash": hashlib.sha256(mirror.files[path]).hexdigest()}


@pytest.mark.parametrize(
    "damage", [_corrupt, _oversized, _wrong_hash, _bomb, _not_packed_right, _cut_short_gzip]
)
def test_a_file_that_is_not_what_is_recorded_is_never_installed(
    damage: Callable[[Any], None], store: Make, mirror: Any, tmp_path: Path
) -> None:
    mirror.add_model("fr", "en", "3.0", {**SMALL, "vocab": _noise(5_000)})
    damage(mirror)
    models = store()
    with pytest.raises(ModelCorrupt):
        models.install("fr")
    assert models.route("fr") == ()
    assert files_of(models, tmp_path) == set()


def test_a_truncated_file_is_never_installed(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    path = mirror.path_of("model")
    mirror.files[path] = mirror.files[path][:-5]
    models = store()
    with pytest.raises(ModelError):
        models.install("fr")
    assert models.route("fr") == ()


def test_a_failed_update_leaves_the_old_model(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    models = store()
    models.install("fr")
    mirror.records.clear()
    mirror.add_model("fr", "en", "3.1", SMALL)
    _wrong_hash(mirror)
    with pytest.raises(ModelCorrupt):
        models.install("fr")
    assert [model.version for model in models.route("fr")] == ["3.0"]
    assert all(verdict.ok for verdict in models.verify())


def test_a_plain_or_gzipped_file_is_taken_too(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    for kind, packed in (("vocab", gzip.compress(SMALL["vocab"])), ("lex", SMALL["lex"])):
        path, record = mirror.path_of(kind), mirror.record_of(kind)
        mirror.files[path] = packed
        record["attachment"] |= {"size": len(packed), "hash": hashlib.sha256(packed).hexdigest()}
    (model,) = store().install("fr")
    assert (model.folder / "vocab.fren.bin").read_bytes() == SMALL["vocab"]


def test_records_of_the_first_collection_are_read(store: Make, mirror: Any, tmp_path: Path) -> None:
    """There files were not packed, and only the attachment had a hash."""
    for kind in ("model", "vocab"):
        content = SMALL[kind]
        mirror.files[f"/old/{kind}.bin"] = content
        attachment = {
            "hash": hashlib.sha256(content).hexdigest(),
            "size": str(len(content)),
            "location": f"old/{kind}.bin",
        }
        mirror.records.append(
            {"name": f"{kind}.bin", "fileType": kind, "fromLang": "fr", "toLang": "en", "version": "1.0"}
            | {"attachment": attachment}
        )
    assert [model.version for model in store().install("fr")] == ["1.0"]
    store().remove("fr")
    mirror.files["/old/vocab.bin"] = SMALL["vocab"].replace(b"words", b"sword", 1)
    with pytest.raises(ModelCorrupt):
        store().install("fr")
    assert files_of(store(), tmp_path) == set()


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    packed = tmp_path / "bomb.zst"
    packed.write_bytes(zstandard.compress(bytes(200_000_000)))
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    file = RemoteFile("m.bin", "model", "m.bin.zst", packed.stat().st_size, digest, 1_000, "")
    with pytest.raises(ModelCorrupt, match="more than"):
        unpack(packed, tmp_path / "m.bin", file)
    assert (tmp_path / "m.bin").stat().st_size <= 1_000


def test_verify_names_missing_and_broken_models_and_remove_clears_them(store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    models = store()
    (model,) = models.install("fr")
    (model.folder / "vocab.fren.bin").unlink()
    assert [verdict.detail for verdict in models.verify("fr")] == ["vocab.fren.bin is missing"]
    (model.folder / "manifest.json").write_text("{")
    assert not models.verify("fr")[0].ok
    assert models.route("fr") == ()
    models.remove("fr")
    assert models.verify("fr") == ()
    with pytest.raises(InputError, match="No model for French"):
        models.remove("fr")


def test_a_list_that_is_no_list_is_refused(store: Make, mirror: Any, tmp_path: Path) -> None:
    (tmp_path / "records.json").write_text("<html>")
    with pytest.raises(ModelError, match="Remote Settings"):
        store(str(tmp_path)).install("fr")
    with pytest.raises(InputError, match="not a folder"):
        store(str(tmp_path / "gone")).install("fr")
    with pytest.raises(ModelError, match="could not be read"):
        store(mirror.url + "nowhere/").install("fr")


@pytest.mark.parametrize(
    "location", ["../../etc/passwd", "/etc/passwd", "http://elsewhere.example/x", "a/../../b"]
)
def test_a_location_outside_of_the_store_is_never_asked_for(location: str, store: Make, mirror: Any) -> None:
    mirror.add_model("fr", "en", "3.0", SMALL)
    mirror.record_of("vocab")["attachment"]["location"] = location
    with pytest.raises(ModelError, match="No model is known"):
        store().install("fr")
    assert [path for path, _ in mirror.asked] == ["/records.json"]


def _noise(size: int) -> bytes:
    """Bytes that do not pack, so that sizes on the wire are as expected."""
    return b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(size // 32 + 1))[:size]


def test_a_folder_that_names_no_two_languages_is_no_model_of_translation(tmp_path: Path) -> None:
    """The larger model for tone lies beside them."""
    models = ModelStore(tmp_path / "models", bundled=())
    (tmp_path / "models" / "tone").mkdir(parents=True)
    (tmp_path / "models" / "tone" / "manifest.json").write_text("{}")
    assert models.verify() == ()
    assert models.installed() == ()

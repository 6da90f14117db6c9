"""Results on disk are read back unchanged, deleted oldest first, and refused if damaged."""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from lowexp_gui.enhancing import illumination
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.paths import results_folder
from lowexp_gui.photo.photograph import SRGB_16, WIDE_16, Photo, photo_from_srgb
from lowexp_gui.results.result_cache import (
    ResultCache,
    result_key,
)
from lowexp_gui.results.result_file import result_size

Pixels = Callable[..., NDArray[np.uint8]]
PLENTY = 100_000_000


@pytest.fixture(scope="session")
def model() -> DualModel:
    return load_model(find_model("article"))


@pytest.fixture(scope="session")
def result(model: DualModel, dark_pixels: Pixels) -> Enhancement:
    """The result of a photo with odd sides, larger than its working copy, with three levels."""
    return enhance_photo(photo_from_srgb(dark_pixels(701, 533)), model, CPU, Event())


@pytest.fixture
def cache(tmp_path: Path) -> ResultCache:
    return ResultCache(tmp_path / "results", PLENTY)


@pytest.fixture
def kept(cache: ResultCache, result: Enhancement) -> Path:
    """The file of the result."""
    cache.keep(result, Event())
    (path,) = cache.folder.iterdir()
    return path


def _fetch(cache: ResultCache, photo: Photo, model: DualModel) -> Enhancement | None:
    return cache.fetch(photo, model, CPU.name, Event())


def _assert_same(first: Enhancement | None, second: Enhancement) -> None:
    assert first is not None
    assert first.illumination.dtype == second.illumination.dtype
    assert np.array_equal(first.illumination, second.illumination)
    assert np.array_equal(first.field.rows, second.field.rows)
    assert (first.field.width, first.field.height) == (second.field.width, second.field.height)
    assert (first.model, first.weights, first.device) == (second.model, second.weights, second.device)
    for one, other in zip(first.noise.levels, second.noise.levels, strict=True):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


@contextmanager
def _own_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@given(width=st.integers(1, 700), height=st.integers(1, 700), seed=st.integers(0, 3))
@settings(max_examples=12)
def test_what_comes_back_is_what_went(
    model: DualModel, dark_pixels: Pixels, width: int, height: int, seed: int
) -> None:
    result = enhance_photo(photo_from_srgb(dark_pixels(width, height, seed)), model, CPU, Event())
    with _own_folder() as folder:
        cache = ResultCache(folder, PLENTY)
        cache.keep(result, Event())
        _assert_same(_fetch(cache, photo_from_srgb(dark_pixels(width, height, seed)), model), result)
        assert cache.used() == result_size(result, result_key(result.photo, result.weights, result.device))


def test_a_photo_of_many_strips_comes_back(
    model: DualModel, cache: ResultCache, large_pixels: NDArray[np.uint8]
) -> None:
    photo = photo_from_srgb(large_pixels)
    result = enhance_photo(photo, model, CPU, Event())
    cache.keep(result, Event())
    _assert_same(_fetch(cache, photo, model), result)


def test_the_file_is_one_of_safetensors(kept: Path, result: Enhancement) -> None:
    tensors = load_file(kept)
    assert np.array_equal(tensors["illumination"], result.illumination)
    assert np.array_equal(tensors["noise"], result.noise.levels[0])


def test_a_result_is_found_wherever_the_file_is_now(
    cache: ResultCache, kept: Path, result: Enhancement, model: DualModel
) -> None:
    moved = replace(result.photo, path=Path("/elsewhere/b.jpg"))
    found = _fetch(cache, moved, model)
    _assert_same(found, result)
    assert found is not None
    assert found.photo is moved


def _with_one_other_pixel(photo: Photo) -> Photo:
    pixels = photo.pixels.copy()
    pixels[-1, -1, -1] ^= 1
    return replace(photo, pixels=pixels)


@pytest.mark.parametrize(
    "changed",
    [
        _with_one_other_pixel,
        lambda photo: replace(photo, pixels=np.ascontiguousarray(photo.pixels[::-1])),
        lambda photo: replace(photo, pixels=photo.pixels.reshape(photo.width, photo.height, 3)),
        lambda photo: replace(photo, pixels=photo.pixels.astype(np.uint16), quantisation=SRGB_16),
        lambda photo: replace(photo, quantisation=WIDE_16),
        lambda photo: replace(photo, grey=True),
    ],
)
def test_a_changed_photo_never_gets_the_old_result(
    cache: ResultCache,
    kept: Path,
    result: Enhancement,
    model: DualModel,
    changed: Callable[[Photo], Photo],
) -> None:
    assert _fetch(cache, changed(result.photo), model) is None
    assert kept.exists()


def test_other_weights_or_devices_have_results_of_their_own(
    cache: ResultCache, kept: Path, result: Enhancement, model: DualModel
) -> None:
    retrained = DualModel(replace(model.card, sha256="0" * 64), model.enhancement, model.denoising)
    assert _fetch(cache, result.photo, retrained) is None
    assert cache.fetch(result.photo, model, "cuda:0", Event()) is None


def test_a_build_with_another_formula_has_results_of_its_own(
    cache: ResultCache,
    kept: Path,
    result: Enhancement,
    model: DualModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(illumination, "FORMULA", illumination.FORMULA - 1)
    assert _fetch(cache, result.photo, model) is None
    monkeypatch.undo()
    assert kept.exists()
    assert _fetch(cache, result.photo, model) is not None


_DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda data: data[:-1],
    "half": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"\0",
    "zeros": lambda data: bytes(len(data)),
    "header only of zeros after": lambda data: data[:400] + bytes(len(data) - 400),
    "a huge header": lambda data: (2**63).to_bytes(8, "little") + data[8:],
    "no header": lambda data: (0).to_bytes(8, "little") + data[8:],
    "deep JSON": lambda data: (len(data) - 8).to_bytes(8, "little") + b"[" * (len(data) - 8),
    "a flipped bit in the light": lambda data: _flipped(data, 500),
    "a flipped bit in the noise": lambda data: _flipped(data, len(data) // 2),
    "a flipped bit in the checksum": lambda data: _flipped(data, -1),
    "a larger shape": lambda data: data.replace(b"533", b"999", 1),
}


def _flipped(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 4
    return bytes(changed)


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES.keys())
def test_a_damaged_file_is_no_result_and_is_removed_and_logged(
    cache: ResultCache,
    kept: Path,
    result: Enhancement,
    model: DualModel,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[bytes], bytes],
) -> None:
    kept.write_bytes(damage(kept.read_bytes()))
    assert _fetch(cache, result.photo, model) is None
    assert not kept.exists()
    assert "damaged" in caplog.text


@given(data=st.data())
@settings(max_examples=60)
def test_no_change_of_a_byte_goes_unseen(model: DualModel, result: Enhancement, data: st.DataObject) -> None:
    with _own_folder() as folder:
        cache = ResultCache(folder, PLENTY)
        cache.keep(result, Event())
        (path,) = folder.iterdir()
        content = bytearray(path.read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content)
        assert _fetch(cache, result.photo, model) is None


@pytest.mark.parametrize("value", [0.0, -1.0, 2.0, np.nan, np.inf])
def test_impossible_light_in_an_intact_file_is_refused(
    cache: ResultCache, result: Enhancement, model: DualModel, value: float
) -> None:
    light = result.illumination.copy()
    light[0, 0, 0] = value
    cache.keep(replace(result, illumination=light), Event())
    assert cache.used() > 0
    assert _fetch(cache, result.photo, model) is None
    assert cache.used() == 0


def test_a_sound_file_of_another_photo_is_refused_under_this_name(
    cache: ResultCache, kept: Path, result: Enhancement, model: DualModel
) -> None:
    other = _with_one_other_pixel(result.photo)
    name = f"{result_key(other, result.weights, result.device)}.safetensors"
    shutil.copy(kept, kept.with_name(name))
    assert _fetch(cache, other, model) is None
    assert [path.name for path in cache.folder.iterdir()] == [kept.name]


def test_a_foreign_safetensors_file_is_refused(
    cache: ResultCache, kept: Path, result: Enhancement, model: DualModel
) -> None:
    save_file({"noise": result.noise.levels[0]}, kept, {"format": "x"})
    assert _fetch(cache, result.photo, model) is None
    assert not kept.exists()


def test_neither_links_nor_pipes_nor_folders_are_opened(
    cache: ResultCache, kept: Path, result: Enhancement, model: DualModel, tmp_path: Path
) -> None:
    shutil.move(kept, tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    assert _fetch(cache, result.photo, model) is None
    kept.unlink()
    os.mkfifo(kept)
    assert _fetch(cache, result.photo, model) is None
    kept.unlink()
    kept.mkdir()
    assert _fetch(cache, result.photo, model) is None
    cache.clear()
    assert (tmp_path / "elsewhere").exists()


@pytest.fixture(scope="session")
def small_results(model: DualModel, dark_pixels: Pixels) -> list[Enhancement]:
    """Results of photos of several sizes."""
    photos = (photo_from_srgb(dark_pixels(40 + 25 * seed, 60, seed)) for seed in range(5))
    return [enhance_photo(photo, model, CPU, Event()) for photo in photos]


@given(
    limit=st.integers(0, 200_000),
    steps=st.lists(st.tuples(st.sampled_from(["keep", "fetch", "forget"]), st.integers(0, 4)), max_size=25),
)
@settings(max_examples=40)
def test_the_total_stays_within_the_limit_and_the_oldest_go_first(
    model: DualModel, small_results: list[Enhancement], limit: int, steps: list[tuple[str, int]]
) -> None:
    sizes = [result_size(each, result_key(each.photo, each.weights, each.device)) for each in small_results]
    expected: list[int] = []
    with _own_folder() as folder:
        cache = ResultCache(folder, limit)
        for step, index in steps:
            result = small_results[index]
            if step == "keep":
                cache.keep(result, Event())
                if index in expected:
                    expected.append(expected.pop(expected.index(index)))
                elif sizes[index] <= limit:
                    while sum(sizes[each] for each in expected) + sizes[index] > limit:
                        expected.pop(0)
                    expected.append(index)
            elif step == "fetch":
                found = _fetch(cache, result.photo, model)
                assert (found is not None) is (index in expected)
                if index in expected:
                    expected.append(expected.pop(expected.index(index)))
            else:
                cache.forget(result.photo, result.weights, result.device)
                expected = [each for each in expected if each != index]
            assert cache.used() == sum(sizes[each] for each in expected) <= limit
            names = sorted(path.name for path in folder.iterdir())
            assert len(names) == len(expected)


def test_a_lower_limit_drops_the_oldest_at_once(
    cache: ResultCache, small_results: list[Enhancement], model: DualModel
) -> None:
    for result in small_results:
        cache.keep(result, Event())
    last = small_results[-1]
    size = result_size(last, result_key(last.photo, last.weights, last.device))
    replace(cache, max_bytes=size).trim()
    assert cache.used() == size
    _assert_same(_fetch(cache, last.photo, model), last)
    replace(cache, max_bytes=0).trim()
    assert cache.used() == 0


def test_what_is_not_of_the_cache_is_left_alone(cache: ResultCache, kept: Path) -> None:
    others = [cache.folder / name for name in ("settings.json", "model.safetensors", ".part", "x.result")]
    for other in others:
        other.write_text("mine")
    cache.clear()
    assert cache.used() == 0
    assert sorted(cache.folder.iterdir()) == sorted(others)


def test_half_files_of_killed_programs_go_after_a_while(
    cache: ResultCache, small_results: list[Enhancement]
) -> None:
    cache.folder.mkdir()
    old, fresh = (cache.folder / f".{digit * 16}.part" for digit in "01")
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.keep(small_results[0], Event())
    assert not old.exists()
    assert fresh.exists()


def test_a_cancelled_writing_leaves_nothing(cache: ResultCache, result: Enhancement) -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(Cancelled):
        cache.keep(result, cancel)
    assert cache.used() == 0


def test_a_folder_that_cannot_be_is_no_trouble(
    tmp_path: Path, result: Enhancement, model: DualModel, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    cache = ResultCache(tmp_path / "file" / "results", PLENTY)
    cache.keep(result, Event())
    assert "cannot be kept" in caplog.text
    assert _fetch(cache, result.photo, model) is None
    cache.forget(result.photo, result.weights, result.device)
    cache.clear()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_no_trouble(
    cache: ResultCache,
    result: Enhancement,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda *_: opened(Path("/dev/full"), "wb"))
    with caplog.at_level(logging.WARNING):
        cache.keep(result, Event())
    assert "No space left" in caplog.text
    assert list(cache.folder.iterdir()) == []


def test_a_disk_that_is_nearly_full_is_left_to_others(
    cache: ResultCache, result: Enhancement, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(cache.folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=400_000_000))
    cache.keep(result, Event())
    assert cache.used() == 0


def test_the_folder_is_beside_the_settings_where_they_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path))
    assert results_folder() == tmp_path / "results"
    monkeypatch.delenv("LOWEXP_CONFIG_DIR")
    assert tmp_path not in results_folder().parents


def test_the_header_says_what_it_is(kept: Path) -> None:
    with kept.open("rb") as stream:
        header = json.loads(stream.read(int.from_bytes(stream.read(8), "little")))
    assert header["__metadata__"] == {"format": "lowexp result 1", "key": kept.stem}
    assert header["noise"]["shape"] == [533, 701, 3]

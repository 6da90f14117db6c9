"""Photo sets: recognised, split by scene, refused with a sentence."""

import json
import os
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from training_samples import picture, write_data

from lowexp_gui.srgb import srgb_to_linear
from lowexp_gui.training.data.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data.degradation import Exposure, expose_with_noise, separating_light, to_tensor
from lowexp_gui.training.data.pairs import DataError, read_pair_set, read_pixels, to_unit
from lowexp_gui.training.data.photo_sets import read_training_data
from lowexp_gui.training.recipe import HoldBack


def test_a_data_folder_is_recognised_by_its_folders(tmp_path: Path) -> None:
    data = read_training_data(write_data(tmp_path))
    assert [each.name for each in data.dark] == ["set"]
    assert len(data.noisy) == len(data.clean) == 1


def test_validation_scenes_are_never_trained(tmp_path: Path) -> None:
    pairs = read_pair_set(write_data(tmp_path) / "set")
    assert [pair.low.name for pair in pairs.validation] == ["3.png", "7.png"]
    assert len(pairs.training) == 9
    assert not {pair.low for pair in pairs.training} & {pair.low for pair in pairs.validation}


def test_frames_of_a_bracket_stay_together(tmp_path: Path) -> None:
    folder = write_data(tmp_path) / "set"
    (folder / "scenes.json").unlink()
    entries = [{"file": f"{index}.png", "scene": 6 + index // 3} for index in range(11)]
    (folder / "pairs.json").write_text(json.dumps(entries))
    assert [pair.low.name for pair in read_pair_set(folder).validation] == ["3.png", "4.png", "5.png"]


def test_held_back_photos_are_not_trained(tmp_path: Path) -> None:
    folder = write_data(tmp_path) / "set"
    scenes = [[f"{index}.png" for index in range(11) if index not in (3, 7)], ["3.png", "7.png"]]
    (folder / "scenes.json").write_text(json.dumps({"scenes": scenes, "validation": scenes[1]}))
    pairs = read_pair_set(folder)
    assert [pair.low.name for pair in pairs.familiar] == ["4.png"]
    assert pairs.without(HoldBack.SCENES) == pairs.training
    assert set(pairs.without(HoldBack.FAMILIAR)) == set(pairs.training) - set(pairs.familiar)
    assert set(pairs.without(HoldBack.NOTHING)) == {*pairs.training, *pairs.validation}


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"validation": 3}', '{"validation": [], "scenes": 3}'])
def test_a_damaged_scene_list_is_a_sentence(tmp_path: Path, content: str) -> None:
    folder = write_data(tmp_path) / "set"
    (folder / "scenes.json").write_text(content)
    with pytest.raises(DataError, match="list of scenes"):
        read_pair_set(folder)


def test_several_dark_frames_may_share_a_reference(tmp_path: Path) -> None:
    folder = write_data(tmp_path) / "set"
    (folder / "scenes.json").unlink()
    for frame in range(2):
        (folder / f"low/{frame}.png").rename(folder / f"low/a_{frame}.png")
    entries = [{"low": f"a_{frame}.png", "high": "0.png", "scene": 14} for frame in range(2)]
    entries += [{"low": f"{index}.png", "high": f"{index}.png", "scene": index} for index in range(2, 11)]
    (folder / "pairs.json").write_text(json.dumps(entries))
    found = read_pair_set(folder)
    named = {pair.low.name: pair.high.name for pair in found.validation}
    assert named == {"a_0.png": "0.png", "a_1.png": "0.png", "7.png": "7.png"}
    assert len(found.training) == 8


@pytest.mark.parametrize(
    "name", ["../1.png", "/etc/passwd", "a/1.png", "..", ".", "", "..\\1.png", "C:1.png"]
)
@pytest.mark.parametrize("side", ["low", "high"])
def test_pairs_are_files_in_their_folders(tmp_path: Path, name: str, side: str) -> None:
    folder = write_data(tmp_path) / "set"
    entry = {"low": "1.png", "high": "1.png", "scene": 1} | {side: name}
    (folder / "pairs.json").write_text(json.dumps([entry]))
    with pytest.raises(DataError, match="is no name of a file in its folder"):
        read_pair_set(folder)


@pytest.mark.parametrize("name", [3, None, ["1.png"], {"a": 1}])
def test_names_of_pairs_that_are_no_texts_are_a_sentence(tmp_path: Path, name: object) -> None:
    folder = write_data(tmp_path) / "set"
    (folder / "pairs.json").write_text(json.dumps([{"low": "1.png", "high": name, "scene": 1}]))
    with pytest.raises(DataError, match="list of scenes"):
        read_pair_set(folder)


def test_photos_without_references_are_never_taught(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    assert read_training_data(folder).unpaired == ()
    (folder / "unpaired/camera").mkdir(parents=True)
    Image.fromarray(picture(3) // 8).save(folder / "unpaired/camera/dark.png")
    data = read_training_data(folder)
    assert [path.name for path in data.unpaired] == ["dark.png"]
    assert not {*data.unpaired} & {*data.clean, *data.held_back}


def test_missing_sets_and_broken_pictures_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no photo sets"):
        read_training_data(tmp_path)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"nonsense")
    with pytest.raises(DataError, match=r"broken\.png"):
        read_pixels(broken)


@pytest.mark.parametrize("kind", ["eps", "bmp", "ppm", "tga"])
def test_a_format_that_the_program_does_not_read_is_not_read_by_another_door(
    tmp_path: Path, kind: str
) -> None:
    Image.fromarray(picture(1)).save(tmp_path / "a.png", kind)
    with pytest.raises(DataError, match=r"a\.png"):
        read_pixels(tmp_path / "a.png")


def test_a_picture_of_far_too_many_pixels_is_refused_by_name(tmp_path: Path) -> None:
    Image.fromarray(picture(1)).save(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + content[24:29]
    large = content[:12] + header + zlib.crc32(header).to_bytes(4, "big") + content[33:]
    (tmp_path / "a.png").write_bytes(large)
    with pytest.raises(DataError, match=r"a\.png"):
        read_pixels(tmp_path / "a.png")


def test_a_picture_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    Image.fromarray(picture(1)).save(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=r"a\.png"):
        read_pixels(tmp_path / "a.png")


@pytest.mark.skipif("sys.platform == 'win32'")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(DataError, match=r"a\.png"):
        read_pixels(tmp_path / "a.png")


def test_pixels_are_those_that_the_window_shows(tmp_path: Path) -> None:
    """Upright, and the upper 8 of 16 bits."""
    codes = picture(1)
    exif = Image.Exif()
    exif[0x0112] = 3
    Image.fromarray(codes).save(tmp_path / "turned.png", exif=exif)
    assert (read_pixels(tmp_path / "turned.png") == codes[::-1, ::-1]).all()
    grey = codes[..., 0]
    Image.fromarray(grey.astype(np.uint16) * 257).save(tmp_path / "deep.png")
    assert (read_pixels(tmp_path / "deep.png") == grey[..., None]).all()


def test_batches_depend_on_seed_and_step_alone(tmp_path: Path) -> None:
    data = read_training_data(write_data(tmp_path))
    sampling = Sampling(seed=5, size=3, crop=176)
    for make in (
        lambda s: EnhancementBatches([data.dark[0].training], data.clean, s),
        lambda s: DenoisingBatches(data.clean, data.dark[0].training, data.noisy, s),
    ):
        first, second, other = make(sampling), make(sampling), make(Sampling(6, 3, 176))
        second.at(0)
        assert torch.equal(first.at(7).degraded, second.at(7).degraded)
        assert not torch.equal(first.at(7).degraded, first.at(8).degraded)
        assert not torch.equal(first.at(7).degraded, other.at(7).degraded)
        batch = first.at(3)
        assert batch.degraded.shape == batch.reference.shape == (3, 3, 176, 176)
        for values in (batch.degraded, batch.reference):
            assert 0 <= values.min() <= values.max() <= 1


def test_both_sides_of_a_pair_are_cropped_alike(tmp_path: Path) -> None:
    data = read_training_data(write_data(tmp_path))
    batch = EnhancementBatches([data.dark[0].training], data.clean, Sampling(1, 4, 176)).at(0)
    dark, bright = (
        values.flatten(1) - values.flatten(1).mean(1, keepdim=True)
        for values in (batch.degraded, batch.reference)
    )
    similarity = (dark * bright).sum(1) / (dark.norm(dim=1) * bright.norm(dim=1))
    assert similarity.min() > 0.9


def test_a_dark_exposure_is_linear_in_light() -> None:
    scene = to_unit(picture(1))
    exposure = Exposure(light=0.25, shot=0, read=0, blur=0, jpeg_quality=None)
    dark = expose_with_noise(scene, exposure, np.random.default_rng(0))
    assert np.allclose(srgb_to_linear(dark), srgb_to_linear(scene) * 0.25, atol=0.005)


def test_shot_noise_grows_with_light() -> None:
    flat = np.full((200, 200, 3), 0.5, np.float32)
    flat[:100] = 0.9
    exposure = Exposure(light=1, shot=1e-3, read=0, blur=0, jpeg_quality=None)
    linear = srgb_to_linear(expose_with_noise(flat, exposure, np.random.default_rng(0)))
    for part, value in ((linear[:100], 0.9), (linear[100:], 0.5)):
        expected = float((srgb_to_linear(np.float32(value)) * 1e-3) ** 0.5)
        assert part.std() == pytest.approx(expected, rel=0.1)


def test_amplified_noise_has_the_brightness_of_the_reference() -> None:
    reference = to_tensor([to_unit(picture(2, 240))])
    torch.manual_seed(0)
    dark = (reference * 0.1 + torch.randn_like(reference) * 0.005).clamp(0, 1)
    amplified = dark / separating_light(dark, reference)
    assert (amplified - reference).mean().abs() < 0.01
    assert (amplified - reference).std() == pytest.approx(0.05, rel=0.25)

"""`lowexp lab noise`: figures or a sentence; and a denoiser trained by them from clean photos alone."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.training.camera_noise.profile import camera_noise_from_json
from lowexp_gui.training.checkpoint import read_recipe


def lowexp(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def wall(path: Path, seed: int, brightness: float = 1.0) -> Path:
    random = np.random.default_rng(seed)
    scene = np.linspace(60, 190, 320)[None, :, None] * np.ones((240, 1, 3)) * brightness
    noisy = scene + random.normal(0, 4, scene.shape)
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(path)
    return path


def check_refused(result: Result, expected: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert expected in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_photos_of_one_scene_are_taken_as_repeated_shots_or_pairs(tmp_path: Path) -> None:
    shots = [wall(tmp_path / f"{index}.png", index) for index in range(2)]
    darker = wall(tmp_path / "dark.png", 3, 0.4)
    result = lowexp("lab", "noise", *shots)
    assert result.exit_code == 0, result.output
    assert "Measured from 2 repeated shots" in result.output
    values = next(line for line in result.output.splitlines() if line.strip().startswith("128:"))
    assert [float(each) for each in values.split()[1:]] == pytest.approx([4, 4, 4], rel=0.2)
    assert "from 1 dark and bright pair" in lowexp("lab", "noise", darker, shots[0]).output
    assert "from 2 repeated shots and 1 dark and bright pair" in lowexp("lab", "noise", darker, *shots).output
    assert "from flat parts of 1 photo" in lowexp("lab", "noise", shots[0]).output


def test_json_goes_to_a_file_or_to_the_output(tmp_path: Path) -> None:
    photo, target = wall(tmp_path / "a.png", 0), tmp_path / "camera.json"
    assert "Written" in lowexp("lab", "noise", photo, "--json", target).output
    printed = lowexp("lab", "noise", photo, "--json", "-").output
    assert camera_noise_from_json(printed) == camera_noise_from_json(target.read_text())
    assert json.loads(printed)["source"] == "flat parts of 1 photo"


def test_what_cannot_be_measured_is_a_sentence(tmp_path: Path) -> None:
    photo, damaged = wall(tmp_path / "a.png", 0), tmp_path / "damaged.png"
    damaged.write_bytes(photo.read_bytes()[:300])
    before = photo.read_bytes()
    check_refused(lowexp("lab", "noise", damaged), "damaged")
    check_refused(lowexp("lab", "noise", tmp_path / "missing.png"), "does not exist")
    check_refused(lowexp("lab", "noise"), "Missing argument", code=2)
    check_refused(lowexp("lab", "noise", *[photo] * 201), "At most 200 photos")
    misnamed = tmp_path / "photo.json"
    misnamed.write_bytes(before)
    check_refused(
        lowexp("lab", "noise", misnamed, "--json", misnamed), "a file with this name exists", code=2
    )
    assert misnamed.read_bytes() == before
    small = tmp_path / "small.png"
    Image.fromarray(np.full((20, 20, 3), 99, np.uint8)).save(small)
    check_refused(lowexp("lab", "noise", small), "too small")


def test_a_denoiser_learns_from_clean_photos_alone(tmp_path: Path) -> None:
    photos, camera, output = tmp_path / "data" / "photos-open", tmp_path / "camera.json", tmp_path / "run"
    photos.mkdir(parents=True)
    wall(photos / "clean.png", 5)
    shots = [wall(tmp_path / f"{index}.png", index) for index in range(2)]
    assert lowexp("lab", "noise", *shots, "--json", camera).exit_code == 0
    data = tmp_path / "data"
    train = ["lab", "train", "--data", data, "--output", output, "--plan", "open", "--device", "cpu"]
    training = [*train, "--module", "denoising", "--denoising-steps", "3", "--batch", "1", "--threads", "1"]
    for _ in range(2):
        result = lowexp(*training, "--camera", camera)
        assert result.exit_code == 0, result.output
    _, recipe = read_recipe(output / "denoising.checkpoint.safetensors")
    assert recipe.camera == camera_noise_from_json(camera.read_text())
    check_refused(lowexp(*training), "other settings")
    camera.write_text("{}")
    check_refused(lowexp(*training, "--camera", camera), "is not a noise measurement")
    check_refused(lowexp(*training, "--plan", "article", "--camera", camera), "it needs a folder with low")
    (photos / "clean.png").unlink()
    check_refused(lowexp(*training, "--camera", camera), "needs a folder photos-open")

"""The command line as a separate process, with real weights on a real photo."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.bundled import bundled_folder

LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
SAMPLE = bundled_folder("resources") / "sample.jpg"


def test_the_sample_comes_back_bright_and_clean(tmp_path: Path) -> None:
    command = [*LOWEXP, "enhance", str(SAMPLE), "--output", str(tmp_path), "--stages", "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout.splitlines()[-1]) == {
        "event": "summary",
        "version": 1,
        "saved": 1,
        "skipped": 0,
        "failed": 0,
        "cancelled": 0,
    }
    before, final = (
        np.asarray(Image.open(path), np.float64) for path in (SAMPLE, tmp_path / "sample_lowexp.jpg")
    )
    enhanced = np.asarray(Image.open(tmp_path / "sample_enhanced.png"), np.float64)
    assert before.mean() < 40
    assert 90 < final.mean() < 160

    def roughness(picture: np.ndarray) -> float:
        sky = picture[40:100, 60:400]
        return float(np.abs(sky[1:] - sky[:-1]).mean())

    assert roughness(final) < 0.75 * roughness(enhanced)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_interrupting_ends_cleanly_with_whole_files_only(tmp_path: Path) -> None:
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    large = np.random.default_rng(0).integers(0, 60, (1500, 2000, 3), dtype=np.uint8)
    for number in range(6):
        Image.fromarray(large).save(photos / f"{number}.png", compress_level=1)
    command = [*LOWEXP, "enhance", str(photos), "--output", str(out), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["event"] == "progressed":
                process.send_signal(signal.SIGINT)
                break
        rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert json.loads(rest.splitlines()[-1])["sentence"].startswith("Stopped")
    for path in out.iterdir():
        assert path.name.endswith("_lowexp.png")
        Image.open(path).load()


def test_an_installed_wheel_finds_its_weights_and_resources(tmp_path: Path) -> None:
    checkout = Path(__file__).parents[2]
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(installed)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    code = (
        "from lowexp_gui.bundled import bundled_folder as f; "
        "from lowexp_gui.model.model_library import find_model; "
        "from lowexp_gui.model.weights import load_model; "
        "load_model(find_model('article')); assert (f('resources') / 'sample.jpg').is_file(); "
        "print(f('weights'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert Path(result.stdout.strip()).is_relative_to(installed)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_names_that_cannot_be_printed_do_not_stop_a_batch(tmp_path: Path, encoding: str) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    dark = Image.fromarray(np.full((20, 30, 3), 20, np.uint8))
    for name in (os.fsdecode(b"caf\xe9.png"), "日本 😀.png", "z.png"):
        dark.save(photos / name)
    command = [*LOWEXP, "enhance", str(photos), "--output", str(tmp_path / "out")]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 3

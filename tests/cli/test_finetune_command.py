"""`lowexp finetune`: what it prints, what it leaves behind, and how it ends."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.model.model_library import find_model

STEPS = ("--light-steps", "1", "--noise-steps", "1", "--device", "cpu", "--threads", "1")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


def scene(seed: int) -> np.ndarray:
    """A well-exposed scene of rectangles, 8-bit."""
    random = np.random.default_rng(seed)
    canvas = np.full((192, 224, 3), 120.0)
    for _ in range(25):
        top, left, rows, columns = random.integers(0, 160, 4)
        canvas[top : top + rows // 2, left : left + columns // 2] *= random.uniform(0.6, 1.5, 3)
    return canvas.clip(20, 230).astype(np.uint8)


def write_pairs(folder: Path, count: int) -> tuple[Path, Path]:
    """Folders of dark photos and of references, of so many scenes."""
    for side, factor in (("low", 0.2), ("high", 1.0)):
        (folder / side).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = (scene(number) * factor).astype(np.uint8)
            Image.fromarray(picture).save(folder / side / f"{number:02}.png")
    return folder / "low", folder / "high"


def finetune(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["finetune", *map(str, arguments)])


def test_a_model_is_finetuned_judged_and_kept(tmp_path: Path, home: Path) -> None:
    low, high = write_pairs(tmp_path / "pairs", 8)
    (low / "03.png").write_bytes(b"nothing of the kind")
    ended = finetune(low, high, "--from", "open", "--name", "mine", "--keep", "always", *STEPS)
    assert ended.exit_code == 0, ended.output
    lines = ended.stdout.splitlines()
    assert lines[0] == "8 pairs, 7 of them good."
    assert lines[1].startswith("  unreadable (left out): “03.png” is not a picture")
    assert any(line.startswith("enhancement 1/1: loss ") for line in lines)
    assert any(line.startswith("denoising 1/1: loss ") for line in lines)
    assert any("too few to judge" in line for line in lines)
    assert lines[-1] == f"Written: {home / 'models' / 'mine.json'}"
    assert find_model("mine").card.start == "open"
    assert not (home / "trainings" / "mine").exists()
    again = finetune(low, high, "--from", "open", "--name", "mine", *STEPS)
    assert again.exit_code == 1
    assert "A model named “mine” exists" in again.stderr


def test_pairs_are_only_looked_at_on_request(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path, 4)
    Image.fromarray(scene(7)).save(high / "00.png")
    ended = finetune(low, high, "--from", "open", "--name", "mine", "--check-only")
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        "4 pairs, 3 of them good.",
        "  different scene (left out): “00.png” and “00.png” show different scenes; they are left out.",
    ]
    accepted = finetune(
        low, high, "--from", "open", "--name", "mine", "--check-only", "--accept", "different-scene"
    )
    assert accepted.stdout.splitlines()[0] == "4 pairs, 4 of them good."


def test_too_few_pairs_and_unknown_models_are_sentences(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path, 3)
    few = finetune(low, high, "--from", "open", "--name", "mine")
    assert few.exit_code == 1
    assert "at least 4 are needed" in few.stderr
    low, high = write_pairs(tmp_path, 4)
    unknown = finetune(low, high, "--from", "nobody", "--name", "mine", *STEPS)
    assert unknown.exit_code == 1
    assert "There is no model “nobody”" in unknown.stderr
    shipped = finetune(low, high, "--from", "open", "--name", "Studio")
    assert shipped.exit_code == 1
    assert "exists" in shipped.stderr


def write_shots(folder: Path) -> Path:
    """Two shots of an even wall."""
    folder.mkdir()
    wall = np.linspace(40, 190, 256)[None, :, None] * np.ones((192, 1, 3))
    for number in range(2):
        noisy = wall + np.random.default_rng(number).normal(0, 5, wall.shape)
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(folder / f"{number}.png")
    return folder


def test_clean_photos_and_shots_finetune_the_denoiser_alone(tmp_path: Path, home: Path) -> None:
    _, clean = write_pairs(tmp_path / "pairs", 6)
    shots = write_shots(tmp_path / "shots")
    finetuned = ("--clean", clean, "--from", "open", "--name", "mine", "--keep", "always", *STEPS)
    ended = finetune("--shots", shots, *finetuned)
    assert ended.exit_code == 0, ended.output
    lines = ended.stdout.splitlines()
    assert lines[0] == "6 clean photos, 6 of them good."
    assert lines[1].startswith(
        "Noise from 2 repeated shots: at a value of 32 of 255, a standard deviation of "
    )
    assert not any(line.startswith("enhancement") for line in lines)
    assert any(line.startswith("denoising 1/1: loss ") for line in lines)
    assert "clean photos of your own" in find_model("mine").card.description
    nothing = tmp_path / "none.json"
    missing = finetune("--camera", nothing, *("other" if each == "mine" else each for each in finetuned))
    assert (missing.exit_code, missing.stderr.splitlines()[-1]) == (
        1,
        "“none.json” cannot be read: No such file or directory.",
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give pairs"),
        (("low", "--clean", "a", "--shots", "b"), "Give pairs"),
        (("--clean", "a"), "--camera or --shots"),
        (("low", "--shots", "a"), "--camera or --shots"),
        (("--clean", "a", "--shots", "b", "--camera", "c"), "either --camera or --shots"),
    ],
)
def test_pairs_and_clean_photos_exclude_each_other(arguments: tuple[str, ...], words: str) -> None:
    ended = finetune(*arguments, "--from", "open", "--name", "mine")
    assert ended.exit_code == 2
    assert words in ended.stderr


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("run", ["photos", "pairs", "pairs/low", "pairs/low/run", "a.txt", "models"])
def test_a_run_takes_no_folder_that_is_not_its_own(tmp_path: Path, run: str) -> None:
    low, high = write_pairs(tmp_path / "pairs", 4)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "original.jpg").write_bytes(b"the only copy")
    (tmp_path / "photos" / "order.json").write_text('{"order": "of prints"}')
    (tmp_path / "a.txt").write_text("text")
    before = contents(tmp_path)
    ended = finetune(
        low, high, "--from", "open", "--name", "mine", "--keep", "always", *STEPS,
        "--run", tmp_path / run, "--output", tmp_path / "models",
    )  # fmt: skip
    assert ended.exit_code == 1
    assert len(ended.stderr.strip().splitlines()[-1]) < 300
    assert "folder" in ended.stderr
    assert contents(tmp_path) == before
    assert not (tmp_path / "models").exists()


def test_a_run_deletes_its_own_files_and_no_other(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path / "pairs", 8)
    run = tmp_path / "run"
    run.mkdir()
    what = (low, high, "--from", "open", "--name", "mine", "--keep", "always", *STEPS, "--run", run)
    assert finetune(*what, "--output", tmp_path / "first").exit_code == 0
    assert not run.exists()
    run.mkdir()
    low_photos = contents(low)
    (run / ".lowexp-folder").write_bytes(b"as of a run that was cut off")
    (run / "notes.txt").write_text("mine")
    assert finetune(*what, "--output", tmp_path / "second").exit_code == 0
    assert sorted(path.name for path in run.iterdir()) == [".lowexp-folder", "notes.txt"]
    assert contents(low) == low_photos


def test_weights_of_the_model_s_name_are_not_written_over(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path / "pairs", 4)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "mine.safetensors").write_bytes(b"another program's")
    ended = finetune(low, high, "--from", "open", "--name", "mine", *STEPS, "-o", tmp_path / "models")
    assert ended.exit_code == 1
    assert "A model named “mine” exists" in ended.stderr
    assert (tmp_path / "models" / "mine.safetensors").read_bytes() == b"another program's"

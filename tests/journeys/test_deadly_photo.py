"""A photo that kills the process costs itself alone, whatever else happens to the batch."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from poisoned import write_poison

LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
GOOD = ("a.png", "b.jpg", "d.png", "e.tif")


@pytest.fixture
def poisonous(tmp_path: Path) -> dict[str, str]:
    """An environment in which one of five photos is deadly."""
    (tmp_path / "in").mkdir()
    for number, name in enumerate((*GOOD, "c-poison.png")):
        pixels = np.random.default_rng(number).integers(0, 60, (300, 400, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "in" / name)
    path = os.pathsep.join([write_poison(tmp_path / "poison"), *filter(None, sys.path)])
    return {**os.environ, "PYTHONPATH": path, "LOWEXP_CONFIG_DIR": str(tmp_path / "kept")}


def _told(result: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.slow
def test_a_deadly_photo_fails_by_name_and_the_rest_is_done(tmp_path: Path, poisonous: dict[str, str]) -> None:
    command = [*LOWEXP, "enhance", "in", "-o", "out", "--json", "--jobs", "2"]

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *more], cwd=tmp_path, env=poisonous, capture_output=True, text=True, check=False
        )

    assert run().returncode not in (0, 1, 2)
    for _ in range(2):
        again = run("--resume")
        assert again.returncode == 1, again.stderr
        told = _told(again)
        (failed,) = [event for event in told if event["event"] == "failed"]
        assert "“c-poison.png” crashes the program each time" in str(failed["sentence"])
        assert told[-1]["failed"] == 1
    results = {path.name for path in (tmp_path / "out").iterdir()}
    assert results == {f"{Path(name).stem}_lowexp{Path(name).suffix}" for name in GOOD}
    # Another file under its name is another photo.
    Image.open(tmp_path / "in" / "a.png").save(tmp_path / "in" / "c-poison.png")
    good = poisonous | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    mended = subprocess.run([*command, "--resume"], cwd=tmp_path, env=good, capture_output=True, check=False)
    assert mended.returncode == 0


@pytest.mark.slow
def test_a_deadly_photo_of_a_foreign_format_ends_nothing(tmp_path: Path, poisonous: dict[str, str]) -> None:
    (tmp_path / "in" / "c-poison.png").unlink()
    for name in ("c-poison.tif", "d-poison.webp"):
        Image.open(tmp_path / "in" / "a.png").save(tmp_path / "in" / name)
    command = [*LOWEXP, "enhance", "in", "-o", "out", "--json", "--jobs", "2"]
    done = subprocess.run(command, cwd=tmp_path, env=poisonous, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    told = _told(done)
    sentences = sorted(str(event["sentence"]) for event in told if event["event"] == "failed")
    for sentence, name in zip(sentences, ("c-poison.tif", "d-poison.webp"), strict=True):
        assert f"“{name}” crashes the program each time" in sentence
    assert (told[-1]["saved"], told[-1]["failed"]) == (len(GOOD), 2)


@pytest.mark.slow
def test_a_deadly_photo_that_arrives_ends_no_watch(tmp_path: Path, poisonous: dict[str, str]) -> None:
    Image.open(tmp_path / "in" / "a.png").save(tmp_path / "in" / "c-poison.tif")
    command = [*LOWEXP, "watch", "in", "-o", "out", "--json", "--existing", "--every", "0.1"]
    with subprocess.Popen(command, cwd=tmp_path, env=poisonous, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        settled: list[dict[str, object]] = []
        for line in process.stdout:
            event = json.loads(line)
            settled += [event] if event["event"] in ("finished", "failed") else []
            if len(settled) == len(GOOD) + 2:
                process.terminate()
                break
        rest = process.stdout.read()
    assert process.returncode == 0
    summary = json.loads(rest.splitlines()[-1])
    assert (summary["saved"], summary["failed"]) == (len(GOOD), 2)
    failed = sorted(str(event["sentence"]) for event in settled if event["event"] == "failed")
    for sentence, name in zip(failed, ("c-poison.png", "c-poison.tif"), strict=True):
        assert f"“{name}” crashes the program each time" in sentence

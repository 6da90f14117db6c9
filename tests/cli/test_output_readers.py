"""Readers that go away, and signals: every command ends, soon and quietly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from training_samples import write_data

LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no head and no signals for others")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(6):
        pixels = np.random.default_rng(number).integers(0, 60, (300, 400, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "in" / f"{number}.png")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("stream", "command"),
    [
        ("stdout", ("enhance", "in", "-o", "out")),
        ("stderr", ("enhance", "in", "-o", "out", "--json")),
        ("stdout", ("watch", "in", "-o", "out", "--json")),
        ("stdout", ("evaluate", "in", "in")),
        ("stdout", ("models",)),
    ],
)
def test_without_a_reader_a_command_ends_quietly(photos: Path, stream: str, command: tuple[str, ...]) -> None:
    others = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    hears, says = os.pipe()
    os.close(hears)
    try:
        process = subprocess.Popen(
            [*LOWEXP, *command], cwd=photos.parent, text=True, **{**others, stream: says}
        )
    finally:
        os.close(says)
    said, complained = process.communicate(timeout=250)
    assert process.returncode == 141
    # What is left to be heard are results, and no words on the pipe.
    assert "roken pipe" not in f"{said}{complained}"
    assert "Traceback" not in f"{said}{complained}"
    if stream == "stdout":
        assert complained == ""


def test_a_batch_whose_reader_goes_away_goes_on_by_the_same_command(photos: Path) -> None:
    command = [*LOWEXP, "enhance", "in", "-o", "out", "--json"]
    with subprocess.Popen(command, cwd=photos.parent, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(100) == 141
    before = {path.name for path in (photos.parent / "out").glob("*")}
    assert len(before) < 6
    again = subprocess.run([*command, "--resume"], cwd=photos.parent, check=False, capture_output=True)
    assert again.returncode == 0
    assert {path.name for path in (photos.parent / "out").iterdir()} == {
        f"{number}_lowexp.png" for number in range(6)
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_a_program_that_heeds_no_first(number: signal.Signals) -> None:
    waiting = (
        "from threading import Event; from lowexp_gui.cli.interrupting import cancelled_by_interrupt\n"
        "with cancelled_by_interrupt() as cancel:\n"
        "    print('begun', flush=True); cancel.wait(); print('heard', flush=True)\n"
        "    while True:\n"
        "        try: Event().wait()\n"
        "        except BaseException: pass\n"
    )
    with subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for word in ("begun\n", "heard\n"):
            assert process.stdout.readline() == word
            process.send_signal(number)
        assert process.wait(60) == -number


@pytest.mark.parametrize(
    "command",
    [
        ("finetune", "data/set/low", "data/set/high", "--from", "article", "--name", "n", "--device", "cpu"),
        ("lab", "train", "--data", "data", "-o", "run", "--device", "cpu", "--batch", "2"),
        ("lab", "reproduce", "--data", "data", "-o", "run", "--budget", "6", "--device", "cpu"),
    ],
    ids=["finetune", "train", "reproduce"],
)
def test_finetuning_ends_quietly_after_the_first_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    write_data(tmp_path / "data", 12)
    # As `2>&1 | head -n 1`.
    with subprocess.Popen(
        [*LOWEXP, *command], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.stdout.close()
        assert process.wait(120) == 141
    assert said
    assert "Traceback" not in said


def test_what_is_heard_of_a_finetuning_run_is_no_complaint(tmp_path: Path) -> None:
    """The reader of one stream goes away; that of the other hears nothing of it."""
    write_data(tmp_path / "data", 12)
    command = [*LOWEXP, "lab", "train", "--data", "data", "-o", "run", "--device", "cpu", "--batch", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    gone, other = process.stdout, process.stderr
    assert gone is not None
    assert other is not None
    gone.close()
    heard = other.read()
    other.close()
    assert process.wait(120) == 141
    assert "Traceback" not in heard
    assert "pipe" not in heard

"""The options of `lowexp enhance` that run batches, and `lowexp watch`."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main


def lowexp(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for number, name in enumerate(("a.png", "deep/b.png")):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.random.default_rng(number).integers(5, 60, (40, 60, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(path)
    return tmp_path / "in"


def _results(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_folders_are_mirrored_put_flat_or_left(photos: Path, tmp_path: Path) -> None:
    assert lowexp("enhance", photos, "-o", tmp_path / "1").exit_code == 0
    assert lowexp("enhance", photos, "-o", tmp_path / "2", "--flat").exit_code == 0
    assert lowexp("enhance", photos, "-o", tmp_path / "3", "--no-recursive").exit_code == 0
    assert _results(tmp_path / "1") == {"a_lowexp.png", "deep/b_lowexp.png"}
    assert _results(tmp_path / "2") == {"a_lowexp.png", "b_lowexp.png"}
    assert _results(tmp_path / "3") == {"a_lowexp.png"}


def test_results_have_a_long_side_of_so_many_pixels(photos: Path, tmp_path: Path) -> None:
    assert lowexp("enhance", photos, "-o", tmp_path / "out", "--flat", "--long-side", "30").exit_code == 0
    for result in (tmp_path / "out").iterdir():
        with Image.open(result) as image:
            assert image.size == (30, 20)


def test_resuming_does_what_is_left_and_tries_again_what_failed(photos: Path, tmp_path: Path) -> None:
    bad = photos / "bad.png"
    bad.write_bytes(b"no photo")
    command = ("enhance", photos, "-o", tmp_path / "out", "--json")
    assert lowexp(*command).exit_code == 1
    Image.new("RGB", (20, 10), (9, 9, 9)).save(bad)
    again = lowexp(*command, "--resume")
    assert again.exit_code == 0
    summary = json.loads(again.stdout.splitlines()[-1])
    assert (summary["saved"], summary["skipped"]) == (1, 2)
    assert _results(tmp_path / "out") == {"a_lowexp.png", "bad_lowexp.png", "deep/b_lowexp.png"}


def test_quiet_says_only_what_failed(photos: Path, tmp_path: Path) -> None:
    assert lowexp("enhance", photos, "-o", tmp_path / "out", "--quiet").output == ""
    (photos / "bad.png").write_bytes(b"no photo")
    lines = lowexp("enhance", photos, "-o", tmp_path / "out", "--quiet").output.splitlines()
    assert len(lines) == 1
    assert "bad.png" in lines[0]


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".json"])
def test_a_summary_is_saved(photos: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"summary{suffix}"
    assert lowexp("enhance", photos, "-o", tmp_path / "out", "--save-summary", target).exit_code == 0
    assert target.read_text("utf-8").count("_lowexp.png") == 2


def test_a_summary_without_a_place_is_refused_before_the_work(photos: Path, tmp_path: Path) -> None:
    result = lowexp("enhance", photos, "-o", tmp_path / "out", "--save-summary", tmp_path / "no" / "s.txt")
    assert result.exit_code == 2
    assert "“s.txt” cannot be written: the folder “no” does not exist" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["deep/b.png", "new.xml", "new"])
def test_a_summary_never_takes_the_place_of_a_photo(photos: Path, tmp_path: Path, name: str) -> None:
    before = (photos / "deep" / "b.png").read_bytes()
    result = lowexp("enhance", photos, "-o", tmp_path / "out", "--save-summary", photos / name)
    assert result.exit_code == 2
    assert "use a name that ends in .csv or .json or .txt" in result.output
    assert (photos / "deep" / "b.png").read_bytes() == before


@pytest.mark.parametrize("arguments", [("", "-o", "out"), ("in", "-o", "")])
def test_an_empty_path_is_not_the_present_folder(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(photos)
    result = lowexp("enhance", *arguments)
    assert result.exit_code == 2
    assert "It is empty" in result.output


def test_names_have_folder_and_day(photos: Path, tmp_path: Path) -> None:
    os.utime(photos / "deep" / "b.png", (1_000_000_000, 1_000_000_000))
    name = "{taken} {folder} {n:03}"
    assert lowexp("enhance", photos / "deep", "-o", tmp_path / "out", "--name", name).exit_code == 0
    assert _results(tmp_path / "out") == {"2001-09-09 deep 001.png"}


def test_without_a_place_for_its_queue_a_job_is_done_all_the_same(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "file"))
    result = lowexp("enhance", photos, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "cannot be resumed" in result.output
    assert lowexp("enhance", photos, "-o", tmp_path / "out", "--resume").exit_code == 1


def test_a_watch_that_makes_no_sense_is_a_sentence(photos: Path, tmp_path: Path) -> None:
    assert "to watch" in lowexp("watch", tmp_path / "gone", "-o", tmp_path / "out").output
    assert "would be enhanced again" in lowexp("watch", photos, "-o", photos).output


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_a_watch_enhances_and_ends_cleanly(photos: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lowexp_gui.cli", "watch", str(photos), "-o", str(tmp_path / "out")]
    with subprocess.Popen(
        [*command, "--existing", "--every", "0.1", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        finished = 0
        for line in process.stdout:
            finished += json.loads(line)["event"] == "finished"
            if finished == 2:
                process.send_signal(signal.SIGINT)
                break
        rest, errors = process.communicate(timeout=120)
    assert process.returncode == 0
    assert errors == ""
    assert json.loads(rest.splitlines()[-1])["saved"] == 2
    assert _results(tmp_path / "out") == {"a_lowexp.png", "deep/b_lowexp.png"}

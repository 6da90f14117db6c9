"""The log: written, closed, and no trouble where it cannot be."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.paths import log_folder


def test_details_go_to_the_file_while_it_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "new"))
    log = logging.getLogger("lowexp_gui.somewhere")
    with log_to_file() as path:
        log.info("something happened")
    log.info("too late")
    assert path is not None
    assert "something happened" in path.read_text("utf-8")
    assert "too late" not in path.read_text("utf-8")


def test_a_log_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "file"))
    with log_to_file() as path:
        assert path is None


_WRITING = """
import logging, sys
from lowexp_gui.diagnostics import log_file
log_file._LARGEST = 30_000
log = logging.getLogger("lowexp_gui.somewhere")
with log_file.log_to_file():
    print("begun", flush=True)
    for line in sys.stdin:
        for number in range(int(line), int(line) + 30):
            log.info("%s-%03d. %s", sys.argv[1], number, "x" * 100)
        print("done", flush=True)
"""


def test_several_processes_that_fill_one_log_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITING, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name in "abc"
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
    # In turns, so that each finds a full log that another one has renamed, and then all at once.
    for first in range(0, 150, 30):
        for writer in writers:
            assert writer.stdin is not None
            assert writer.stdout is not None
            writer.stdin.write(f"{first}\n")
            writer.stdin.flush()
            if first < 60:
                assert writer.stdout.readline() == "done\n"
    for writer in writers:
        assert writer.communicate(timeout=100)[1] == ""
    logs = sorted(log_folder().glob("lowexp.log*"))
    assert len(logs) == 3
    assert max(path.stat().st_size for path in logs) < 31_000
    said = [line.split(": ")[1].split(".")[0] for path in logs for line in path.read_text().splitlines()]
    assert sorted(said) == [f"{name}-{number:03}" for name in "abc" for number in range(150)]

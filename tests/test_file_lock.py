"""A lock keeps other processes out, and nothing waits for ever for it."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from lowexp_gui.file_lock import locked_folder

_COUNTING = """
import sys
from pathlib import Path
from lowexp_gui.file_lock import locked_folder
folder = Path(sys.argv[1])
for _ in range(50):
    with locked_folder(folder, patience=60):
        count = int((folder / "count").read_text())
        (folder / "count").write_text(str(count + 1))
"""


def test_no_change_is_lost_between_processes(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    counting = [subprocess.Popen([sys.executable, "-c", _COUNTING, str(tmp_path)]) for _ in range(3)]
    assert [each.wait(60) for each in counting] == [0, 0, 0]
    assert (tmp_path / "count").read_text() == "150"


def test_a_lock_that_is_held_makes_nobody_wait_for_long(tmp_path: Path) -> None:
    with locked_folder(tmp_path) as first:
        assert first
        started = time.monotonic()
        with locked_folder(tmp_path, patience=0.05) as second:
            assert not second
        assert time.monotonic() - started < 10
    with locked_folder(tmp_path, patience=0) as third:
        assert third


def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    inside = most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with locked_folder(tmp_path, patience=60):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == 1


def test_where_no_lock_can_be_made_the_work_goes_on(tmp_path: Path) -> None:
    with locked_folder(tmp_path / "missing") as taken:
        assert not taken
    (tmp_path / ".lock").mkdir()
    with locked_folder(tmp_path) as taken:
        assert not taken


def test_a_pipe_in_place_of_the_lock_keeps_nobody_waiting(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / ".lock")
        with locked_folder(tmp_path, patience=0):
            pass

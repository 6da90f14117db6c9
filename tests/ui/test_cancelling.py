"""Progress and cancelling, and closing in the middle of work."""

import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source


@pytest.fixture
def tiles_done(person):
    """Tiles done so far, as the worker tells."""
    done = []
    person.window.session._enhancer.progressed.connect(lambda _, progress: done.append(progress.done))
    return done


def test_progress_is_told_with_the_time_left(person, large_photo, tiles_done):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 2)
    status = person.window.parts.status
    assert status.progress.isVisible()
    assert status.progress.value() > 0
    assert "%" in status.activity_label.text()
    assert "left" in status.activity_label.text()
    assert 0 < person.open_photos.at(0).status.fraction < 1


def test_tiles_are_shown_while_they_come_in(person, large_photo, tiles_done):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 2)
    person.wait(lambda: person.canvas(Source.FINAL).has_picture)
    assert person.state(0) is PhotoState.WORKING


def test_cancel_works_within_a_tile(person, large_photo, tiles_done):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 1)
    stopped = []
    person.window.session._enhancer.cancelled.connect(stopped.append)
    person.qtbot.mouseClick(person.window.parts.status.cancel_button, Qt.MouseButton.LeftButton)
    at_cancel = tiles_done[-1]
    person.wait(lambda: stopped)
    assert tiles_done[-1] <= at_cancel + 1
    assert person.state(0) is PhotoState.CANCELLED
    assert not person.window.parts.status.cancel_button.isVisible()
    assert not person.canvas(Source.FINAL).has_picture
    assert not person.window.commands.save.isEnabled()


def test_a_cancelled_photo_is_seen_faintly_under_the_message(person, large_photo, tiles_done):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 1)
    person.window.commands.cancel.trigger()
    canvas = person.canvas(Source.FINAL)
    person.wait(lambda: not canvas.has_picture)
    pixels = pixels_of(canvas.grab().toImage()).astype(int)
    # The rows at the top have no text.
    rectangle = canvas.photo_rectangle.toRect()
    photo = pixels[
        rectangle.top() + 40 : rectangle.top() + 80, rectangle.left() + 10 : rectangle.right() - 10
    ]
    assert photo.std(axis=(0, 1)).max() > 1


def test_a_cancelled_photo_can_be_run_again(person, large_photo, tiles_done, dark_photo):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 1)
    person.window.commands.cancel.trigger()
    assert person.state(0) is PhotoState.CANCELLED
    person.window.commands.run_again.trigger()
    # The file is read anew; the last tile of the cancelled run may still come in meanwhile.
    person.wait_for_state(0, PhotoState.WORKING)
    tiles_done.clear()
    person.wait(lambda: len(tiles_done) >= 1)


def test_closing_in_the_middle_of_work_ends_the_threads(person, large_photo, tiles_done):
    person.drop(large_photo)
    person.wait(lambda: len(tiles_done) >= 1)
    threads = person.window.session._threads
    person.window.close()
    assert all(thread.isFinished() for thread in threads)


_CLOSE_IN_THE_MIDDLE = """
import sys
from PySide6.QtCore import QTimer
from lowexp_gui.ui import main_window
made = main_window.MainWindow.__init__
def make(window, *arguments):
    made(window, *arguments)
    window.session._enhancer.progressed.connect(window.close)
    window.session._enhancer.finished.connect(lambda *_: print("finished"))
main_window.MainWindow.__init__ = make
from lowexp_gui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_program_closed_in_the_middle_of_work_exits_with_0_and_no_complaint(large_photo):
    command = [sys.executable, "-c", _CLOSE_IN_THE_MIDDLE, str(large_photo)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert _complaints(ended.stderr) == []
    assert "finished" not in ended.stdout


def _complaints(text):
    return [line for line in text.splitlines() if "propagateSizeHints" not in line and line.strip()]


_TELL = """
import sys
from lowexp_gui.ui import main_window
made = main_window.MainWindow.__init__
def make(window, *arguments):
    made(window, *arguments)
    window.session._enhancer.progressed.connect(lambda *_: print("working", flush=True))
    window.session._enhancer.finished.connect(lambda *_: print("finished", flush=True))
main_window.MainWindow.__init__ = make
from lowexp_gui.__main__ import main
code = main(sys.argv[1:])
print("closed", flush=True)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send these signals to one program")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_as_the_cross_does(large_photo, number):
    command = [sys.executable, "-c", _TELL, str(large_photo)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as program:
        try:
            assert program.stdout.readline() == "working\n"
            program.send_signal(number)
            told, complaints = program.communicate(timeout=60)
        finally:
            program.kill()
    assert program.returncode == 0, complaints
    assert _complaints(complaints) == []
    assert told.endswith("closed\n")
    assert "finished" not in told

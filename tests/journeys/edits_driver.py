"""A person who adjusts photos in a window of a process of its own: `python edits_driver.py WHAT PHOTO...`.

Each line on standard output is one JSON value; after the last one, the process waits to be killed.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.theme import ThemeSwitch

_LONGEST = 120


def adjust(window):
    """Adjust each of the photos, and say so once it is kept."""
    for row, percent in enumerate((60, 80, 150)):
        window.session.in_view.select_row(row)
        window.parts.adjustments.sliders["brightness"].setValue(percent)
    wait(lambda: window.session.edits.is_written)
    say(values(window))


def adjust_for_ever(window):
    """Move a slider until the process is killed; say so once the first move is kept."""
    slider, number = window.parts.adjustments.sliders["brightness"], 0
    slider.setValue(50)
    wait(lambda: window.session.edits.is_written)
    say("begun")
    while True:
        number += 1
        slider.setValue(50 + number % 100)
        wait(lambda: True)


def look(window):
    """Say how the photos are adjusted; give one's adjustments to all, and take that back."""
    wait(lambda: window.session.edits.is_settled)
    say(values(window))
    window.commands.adjust_all.trigger()
    say(values(window))
    window.commands.undo.trigger()
    say(values(window))


def values(window):
    return {
        photo.path.name: [photo.adjustments.brightness, photo.edits.model]
        for photo in window.session.open_photos
    }


def say(value):
    print(json.dumps(value), flush=True)  # noqa: T201


def wait(condition):
    end = time.monotonic() + _LONGEST
    while True:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if condition():
            return
        if time.monotonic() > end:
            sys.exit("waited for too long")


def main():
    application = QApplication([])
    window = MainWindow(Preferences(), ThemeSwitch(application))
    window.show()
    photos = tuple(map(Path, sys.argv[2:]))
    window.open_paths(photos)
    wait(lambda: len(window.session.open_photos) == len(photos) and window.session.edits.is_settled)
    {each.__name__: each for each in (adjust, adjust_for_ever, look)}[sys.argv[1]](window)
    application.exec()


if __name__ == "__main__":
    main()

"""A person at the window, as a script: `python window_driver.py WHAT [PHOTO OUTPUT]`.

The program runs as it is started by anyone, but for one thing: when its window is there, WHAT is done to it.
Lines on standard output say what came of it. Any attempt to reach a network ends the process with code 99.
"""

import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.ui import main_window

_REACHING_OUT = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def forbid_network() -> None:
    """End the process where Python reaches for a network; sockets of this computer's files are none."""

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in _REACHING_OUT and not any(isinstance(each, str | bytes) for each in arguments[1:2]):
            os.write(2, f"{event} {arguments}\n".encode())
            os._exit(99)

    sys.addaudithook(look)


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201


def wait(window: main_window.MainWindow) -> None:
    """Be there with a result until a signal comes; by then no thread runs Python, whose frames would move."""
    window.open_paths((Path(sys.argv[2]),))
    _when(lambda: len(window.session.open_photos) and _state(window) is PhotoState.DONE, lambda: say("here"))


def tell(window: main_window.MainWindow) -> None:
    """Say what the window says, and close it."""
    for line in window.parts.messages.lines:
        buttons = (line.remedy_button, line.also_button)
        say(line.notice.sentence, [button.text() for button in buttons if button is not None])
    say(window.session.in_view.model, window._preferences.settings.device, window._preferences.limits.disk)
    window.close()


def break_down(window: main_window.MainWindow) -> None:
    """Raise exceptions on the window's thread, on another one, and where a photo is worked on."""

    def fail(where: str) -> None:
        raise ZeroDivisionError(f"in {where}, with {sys.argv[2]}")

    import lowexp_gui.enhancing.running as running

    running.with_light = lambda *_: fail("the worker")
    QTimer.singleShot(0, lambda: fail("the window"))
    thread = threading.Thread(target=fail, args=("a thread",))
    thread.start()
    thread.join()
    window.open_paths((Path(sys.argv[2]),))
    _when(
        lambda: len(window.session.open_photos) and _state(window) is PhotoState.FAILED, lambda: tell(window)
    )


def enhance(window: main_window.MainWindow) -> None:
    """Open a photo, save its result, and close the window."""
    window.session.exports.choice = SaveChoice(None, Path(sys.argv[3]))
    window.open_paths((Path(sys.argv[2]),))

    def save() -> None:
        window.commands.save.trigger()
        _when(lambda: _state(window) is PhotoState.SAVED, lambda: tell(window))

    _when(lambda: window.session.in_view.has_result and _state(window) is PhotoState.DONE, save)


def _state(window: main_window.MainWindow) -> PhotoState:
    return window.session.open_photos.at(0).status.state


def _when(condition, do) -> None:
    """Do something as soon as a condition holds."""
    timer = QTimer(interval=20)

    def look() -> None:
        if condition():
            timer.stop()
            do()

    timer.timeout.connect(look)
    timer.start()


def main() -> int:
    forbid_network()
    what = {each.__name__: each for each in (wait, tell, break_down, enhance)}[sys.argv[1]]
    make = main_window.MainWindow.__init__

    def make_and_use(window: main_window.MainWindow, *arguments: object) -> None:
        make(window, *arguments)
        # After all that is to happen then.
        window.first_painted.connect(lambda: QTimer.singleShot(0, lambda: what(window)))

    main_window.MainWindow.__init__ = make_and_use
    from lowexp_gui.__main__ import main as program

    return program(sys.argv[4:])


if __name__ == "__main__":
    sys.exit(main())

"""A process in which memory is short: run by itself, it prints what a test wants to know as JSON.

`small_machine.py denoise` runs a model over a photo whose only tile does not fit; `small_machine.py open FILE
FILE` opens a photo that does not fit in the real window, and then, with memory again, another one.
"""

import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import numpy as np

SIDE = 3000
ROOM_FOR_TILES = 300_000_000
ROOM_FOR_PHOTOS = 90_000_000
PATIENCE = 120_000


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let the process have so many bytes more, and no others."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def denoise() -> dict[str, object]:
    """Notices of a run, and how far its noise is from that of a run with memory, in codes."""
    from lowexp_gui.enhancing.devices import CPU
    from lowexp_gui.enhancing.running import RunCallbacks, enhance_photo
    from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
    from lowexp_gui.model.weights import load_model
    from lowexp_gui.photo.photograph import photo_from_srgb

    model = load_model(find_model(DEFAULT_MODEL))
    pixels = np.random.default_rng(0).integers(0, 60, (SIDE, SIDE, 3), dtype=np.uint8)
    # The libraries are loaded by then.
    enhance_photo(photo_from_srgb(pixels[:100, :100]), model, CPU, Event())
    notices: list[str] = []
    photo = photo_from_srgb(pixels)
    with ExitStack() as shortage:
        # Once the light is there, what is left to allocate is the tiles'.
        callbacks = RunCallbacks(
            on_light=lambda _: shortage.enter_context(room_for(ROOM_FOR_TILES)), on_notice=notices.append
        )
        short = enhance_photo(photo, model, CPU, Event(), callbacks, tile=SIDE)
    usual = enhance_photo(photo, model, CPU, Event())
    apart = np.abs(short.noise.level(0).astype(int) - usual.noise.level(0))
    return {"notices": notices, "apart": int(apart.max())}


def open_in_window(large: Path, small: Path) -> dict[str, object]:
    """Sentences of the window after each photo, and whether the second has its result."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from lowexp_gui.app.preferences import Preferences
    from lowexp_gui.ui.main_window import MainWindow
    from lowexp_gui.ui.theme import ThemeSwitch

    gc.disable()
    application = QApplication([])
    window = MainWindow(Preferences(), ThemeSwitch(application))
    window.show()
    QTimer.singleShot(PATIENCE, application, lambda: os._exit(3))
    heartbeat = QTimer(window, interval=100)
    heartbeat.start()

    def wait(condition: Callable[[], bool]) -> None:
        while not condition():
            QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    warm: list[object] = []
    window.session.devices_found.connect(warm.append)
    wait(lambda: bool(warm))
    with room_for(ROOM_FOR_PHOTOS):
        window.open_paths((large,))
        wait(lambda: bool(window.parts.messages.sentences))
    first = list(window.parts.messages.sentences)
    window.open_paths((small,))
    wait(lambda: window.session.in_view.has_result)
    sentences = list(window.parts.messages.sentences)
    window.close()
    return {"first": first, "sentences": sentences}


if __name__ == "__main__":
    answer = denoise() if sys.argv[1] == "denoise" else open_in_window(Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps(answer, default=str))

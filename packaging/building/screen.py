"""A virtual screen, and keys and drops sent to the program on it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = (1600, 1000)
_CLASS = "lowexp"
_PATIENCE_S = 120.0


class Screen:
    """A running X server."""

    def __init__(self, display: str) -> None:
        """A screen of this name, such as ":7"."""
        self.display = display
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def window(self) -> str | None:
        """The number of Lowexp's window, if it is shown."""
        found = self._xdotool("search", "--onlyvisible", "--class", _CLASS).split()
        return found[-1] if found else None

    def press(self, keys: str) -> None:
        """Press keys in Lowexp's window, which no window manager gives the focus here."""
        window = self.window()
        if window is not None:
            self._xdotool("windowfocus", "--sync", window, "key", "--clearmodifiers", keys)

    def drop(self, path: str) -> None:
        """Drag a file of this path onto the middle of the screen, and let go.

        Raises:
            subprocess.CalledProcessError: it was not taken.
        """
        subprocess.run([sys.executable, "-m", "building.dragging", path], env=self._hand(), check=True)

    def photograph(self, target: Path) -> None:
        """Write what is on the screen as a PNG."""
        code = "import sys; from building.looking import photograph; photograph(sys.argv[1])"
        subprocess.run([sys.executable, "-c", code, str(target)], env=self._hand(), check=True)

    def _hand(self) -> dict[str, str]:
        return self.environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}

    def _xdotool(self, *words: str) -> str:
        command = ["xdotool", *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        ).stdout


@contextmanager
def unseen_screen() -> Iterator[Screen]:
    """A virtual X server, open to all users of this machine."""
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    # Black, for everybody, and not begun anew when its last program has gone.
    command += ["-br", "-ac", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield Screen(f":{told.readline().strip()}")
        finally:
            server.terminate()


def wait_for(what: str, condition: Callable[[], object], between_s: float = 0.5) -> None:
    """Wait until a condition is true.

    Raises:
        TimeoutError: it did not become true.
    """
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > _PATIENCE_S:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(between_s)

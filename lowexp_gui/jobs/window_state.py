"""How the window was left: a value and a file beside the settings."""

import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lowexp_gui.jobs.kept_file import KeptFile
from lowexp_gui.jobs.settings import config_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.schema import Schema, unchanged

MOST_RECENT = 12
WINDOW_FILE = KeptFile("window.json", Schema((unchanged,)))
_LONGEST_TEXT = 20_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WindowState:
    """What is remembered of the window.

    Attributes:
        geometry, columns: as Qt writes them, in base 64; empty for the usual ones.
        arrangement: of the viewer, by name; empty for the usual one.
        navigator: whether it is wanted.
        folder: where photos were last opened from, or None.
        recent: photos and folders that were opened last, the latest first.
    """

    geometry: str = ""
    columns: str = ""
    arrangement: str = ""
    navigator: bool = True
    folder: Path | None = None
    recent: tuple[Path, ...] = ()

    def with_opened(self, paths: tuple[Path, ...]) -> "WindowState":
        """The same once some files and folders were opened."""
        recent = tuple(dict.fromkeys((*paths, *self.recent)))[:MOST_RECENT]
        folder = self.folder if not paths else paths[0] if paths[0].is_dir() else paths[0].parent
        return replace(self, recent=recent, folder=folder)

    def with_recent(self, recent: tuple[Path, ...], folder: Path | None) -> "WindowState":
        """The same with other things opened last."""
        return replace(self, recent=recent, folder=folder)


def load_window_state() -> WindowState:
    """As the window was left; the usual state for what is missing or makes no sense."""
    return _understood(WINDOW_FILE.read(config_folder()))


def save_window_state(state: WindowState) -> None:
    """Keep the state for next time; if it cannot be kept, the log says so."""
    fields = asdict(state) | {
        "folder": None if state.folder is None else str(state.folder),
        "recent": [str(path) for path in state.recent],
    }
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        WINDOW_FILE.write(folder, fields)
    except (OSError, PhotoError) as error:
        # The window opens all the same; nobody needs to be told.
        _log.warning("The window's state cannot be kept: %s", error)


def _understood(found: dict[str, object]) -> WindowState:
    recent = found.get("recent")
    folder = _text(found.get("folder"))
    return WindowState(
        geometry=_text(found.get("geometry")),
        columns=_text(found.get("columns")),
        arrangement=_text(found.get("arrangement")),
        navigator=found.get("navigator") is not False,
        folder=Path(folder) if folder else None,
        recent=tuple(
            Path(path) for path in (recent if isinstance(recent, list) else [])[:MOST_RECENT] if _text(path)
        ),
    )


def _text(found: object) -> str:
    return found if isinstance(found, str) and len(found) <= _LONGEST_TEXT else ""

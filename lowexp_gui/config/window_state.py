"""How the window was left: a value and a file beside the settings."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.schema import Fields, Schema, unchanged

MOST_RECENT = 12
_MOST_PANES = _MOST_ARRANGEMENTS = 50
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WindowState:
    """What is remembered of the window.

    Attributes:
        geometry, columns: as Qt writes them, in base 64; empty for the usual ones.
        arrangement: of the viewer, by name; empty for the usual one.
        grid, before: the arrangement in which one compares, and the one before that; empty for usual ones.
        panes: what was chosen in panes, by arrangement and in order; empty where that is what is usual.
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
    grid: str = ""
    before: str = ""
    panes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

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
    return _understood(FieldReader(WINDOW_FILE.read(config_folder())))


def save_window_state(state: WindowState) -> None:
    """Keep the state for next time, in place of all that is kept; if it cannot be kept, the log says so."""
    change_window_state(lambda _: state)


def change_window_state(change: Callable[[WindowState], WindowState]) -> None:
    """Change the state that is kept, whatever another window has changed meanwhile.

    If it cannot be kept, the log says so.
    """

    def changed_fields(found: Fields) -> Fields:
        state = change(_understood(FieldReader(found)))
        return {each.name: getattr(state, each.name) for each in dataclass_fields(state)} | {
            "panes": {arrangement: list(chosen) for arrangement, chosen in state.panes.items()},
            "folder": None if state.folder is None else str(state.folder),
            "recent": [str(path) for path in state.recent],
        }

    try:
        WINDOW_FILE.change(config_folder(), changed_fields)
    except (OSError, PhotoError) as error:
        # The window opens all the same; nobody needs to be told.
        _log.warning("The window's state cannot be kept: %s", error)


def _understood(found: FieldReader) -> WindowState:
    return WindowState(
        geometry=found.text("geometry"),
        columns=found.text("columns"),
        arrangement=found.text("arrangement"),
        navigator=found.truth("navigator", True),
        folder=found.path("folder"),
        recent=found.paths("recent")[:MOST_RECENT],
        grid=found.text("grid"),
        before=found.text("before"),
        panes=_panes(found.within("panes"), found.fields("panes")),
    )


def _panes(found: FieldReader, arrangements: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {each: found.texts(each)[:_MOST_PANES] for each in islice(arrangements, _MOST_ARRANGEMENTS)}
    )


def _odd(fields: Fields) -> Collection[str]:
    """Names of the values that make no sense."""
    reader = FieldReader(fields)
    _understood(reader)
    return reader.odd


WINDOW_FILE = KeptFile("window.json", Schema((unchanged, unchanged)), odd=_odd)

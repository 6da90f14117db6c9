"""The state of the window between sessions: a value and a file beside the settings."""

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
_MOST_PANES = _MOST_ARRANGEMENTS = _MOST_GROUPS = 50
_MOST_STEPS = 50
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WindowState:
    """The saved state of the window.

    Attributes:
        geometry, columns: as Qt encodes them, in base 64; empty for the defaults.
        arrangement: name of the viewer's arrangement; empty for the default.
        grid, before: the arrangement for comparing, and the one used before it; empty for the defaults.
        panes: the sources chosen in the panes, by arrangement and in order; empty for the defaults.
        navigator: whether it is shown.
        folder: the folder from which photos were last opened, or None.
        recent: recently opened photos and folders, the latest first.
        left, right: whether the panels at the sides are shown.
        folded: names of the folded groups of the panel.
        first_steps: names of what a new user is shown once and has seen.
        photo_sort, photo_filter: order and choice of the photos, by name; empty for the defaults.
        photo_descending: whether the order is reversed.
        strip_place, strip_size, tile_size: of filmstrip and grid, by name; empty for the defaults.
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
    folded: tuple[str, ...] = ()
    first_steps: tuple[str, ...] = ()
    photo_sort: str = ""
    photo_descending: bool = False
    photo_filter: str = ""
    strip_place: str = ""
    strip_size: str = ""
    tile_size: str = ""
    left: bool = True
    right: bool = True

    def with_opened(self, paths: tuple[Path, ...]) -> "WindowState":
        """The state after files and folders have been opened."""
        recent = tuple(dict.fromkeys((*paths, *self.recent)))[:MOST_RECENT]
        folder = self.folder if not paths else paths[0] if paths[0].is_dir() else paths[0].parent
        return replace(self, recent=recent, folder=folder)

    def with_recent(self, recent: tuple[Path, ...], folder: Path | None) -> "WindowState":
        """The state with other recent items."""
        return replace(self, recent=recent, folder=folder)


def load_window_state() -> WindowState:
    """The saved state; defaults for missing or invalid values."""
    return _understood(FieldReader(WINDOW_FILE.read(config_folder())))


def save_window_state(state: WindowState) -> None:
    """Save the state, replacing the existing one. A failure is logged."""
    change_window_state(lambda _: state)


def change_window_state(change: Callable[[WindowState], WindowState]) -> None:
    """Change the saved state, keeping changes of other windows.

    A failure is logged.
    """

    def changed_fields(found: Fields) -> Fields:
        state = change(_understood(FieldReader(found)))
        return {each.name: getattr(state, each.name) for each in dataclass_fields(state)} | {
            "panes": {arrangement: list(chosen) for arrangement, chosen in state.panes.items()},
            "folder": None if state.folder is None else str(state.folder),
            "recent": [str(path) for path in state.recent],
            "folded": list(state.folded),
            "first_steps": list(state.first_steps),
        }

    try:
        WINDOW_FILE.change(config_folder(), changed_fields)
    except (OSError, PhotoError) as error:
        # The window works without it, so the user is not told.
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
        folded=found.texts("folded")[:_MOST_GROUPS],
        first_steps=found.texts("first_steps")[:_MOST_STEPS],
        photo_sort=found.text("photo_sort"),
        photo_descending=found.truth("photo_descending", False),
        photo_filter=found.text("photo_filter"),
        strip_place=found.text("strip_place"),
        strip_size=found.text("strip_size"),
        tile_size=found.text("tile_size"),
        left=found.truth("left", True),
        right=found.truth("right", True),
    )


def _panes(found: FieldReader, arrangements: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {each: found.texts(each)[:_MOST_PANES] for each in islice(arrangements, _MOST_ARRANGEMENTS)}
    )


def _odd(fields: Fields) -> Collection[str]:
    """Names of the invalid values."""
    reader = FieldReader(fields)
    _understood(reader)
    return reader.odd


WINDOW_FILE = KeptFile("window.json", Schema((unchanged, unchanged, unchanged, unchanged)), odd=_odd)

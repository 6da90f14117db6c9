"""The user's settings, as a value and a file."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from lowexp_gui.config.encoding_fields import read_encoding
from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.errors import Sentence
from lowexp_gui.languages import Language
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE, is_template
from lowexp_gui.schema import Fields, Schema, unchanged
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

DEFAULT_MEMORY_LIMIT = 1500
DEFAULT_CACHE_LIMIT = 4000
MEMORY_LIMITS = range(200, 1_000_001)
CACHE_LIMITS = range(0, 1_000_001)
MOST_TERMS = 100
SYSTEM_SCREEN_PROFILE, NO_SCREEN_PROFILE = "", "none"


def _with_encoding(fields: Fields) -> Fields:
    """Version 0 had only a quality instead of all export options."""
    return {"encoding": {"quality": fields.get("quality")}} | fields


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Surround(StrEnum):
    """The colour around the photo."""

    THEME = "theme"
    """Dark in the dark theme, middle grey in the light one."""
    BLACK = "black"
    DARK = "dark"
    MIDDLE = "middle"
    WHITE = "white"


@dataclass(frozen=True)
class Settings:
    """The user's settings.

    Attributes:
        theme: colour theme of the window.
        surround: the colour around the photo.
        language: of the window.
        model: name of the model.
        device: name of the device, or "auto".
        format: format of saved files, or None for the photo's own.
        encoding: export options of saved files.
        output_folder: the folder for results, or None for a folder beside each photo.
        memory_limit: limit for photos and results in memory, megabytes, one of MEMORY_LIMITS.
        cache_limit: limit for cached results on disk, megabytes, one of CACHE_LIMITS; 0 for none.
        told_terms: fingerprints of the terms of models that the user has been shown.
        edits: where edits of photos are stored.
        template: pattern of the names of saved files.
        screen_profile: file with the colour profile of the screen, or SYSTEM_SCREEN_PROFILE for that of the
            system, or NO_SCREEN_PROFILE for sRGB.
        enhance_ahead: whether the next photos are enhanced while nobody waits for anything.
    """

    theme: Theme = Theme.SYSTEM
    language: Language = Language.SYSTEM
    model: str = DEFAULT_MODEL
    device: str = "auto"
    format: PhotoFormat | None = None
    encoding: Encoding = USUAL
    output_folder: Path | None = None
    memory_limit: int = DEFAULT_MEMORY_LIMIT
    cache_limit: int = DEFAULT_CACHE_LIMIT
    told_terms: tuple[str, ...] = ()
    edits: EditsPlace = EditsPlace.STORE
    template: str = DEFAULT_TEMPLATE
    surround: Surround = Surround.THEME
    screen_profile: str = SYSTEM_SCREEN_PROFILE
    enhance_ahead: bool = True


def load_settings() -> Settings:
    """The saved settings; defaults for missing or invalid values."""
    return _understood(FieldReader(SETTINGS_FILE.read(config_folder())))


def save_settings(settings: Settings) -> None:
    """Save the settings, replacing all existing ones.

    Raises:
        PhotoError: the file cannot be written.
    """
    change_settings(lambda _: settings)


def change_settings(change: Callable[[Settings], Settings]) -> Settings:
    """Change the saved settings, keeping changes of other windows. Returns the new settings.

    Raises:
        PhotoError: the file cannot be written.
    """
    changed = Settings()

    def changed_fields(found: Fields) -> Fields:
        nonlocal changed
        changed = change(_understood(FieldReader(found)))
        return {
            name: str(value) if isinstance(value, Path) else value for name, value in asdict(changed).items()
        }

    folder = config_folder()
    try:
        SETTINGS_FILE.change(folder, changed_fields)
    except OSError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "Your settings cannot be saved: their folder cannot be created."
                )
            ),
            folder,
        ) from error
    return changed


def _understood(found: FieldReader) -> Settings:
    """Settings from the valid fields."""
    usual = Settings()
    return Settings(
        theme=found.choice("theme", Theme, usual.theme),
        language=found.choice("language", Language, usual.language),
        model=found.text("model") or usual.model,
        device=found.text("device") or usual.device,
        format=found.choice("format", WRITABLE, None),
        encoding=read_encoding(found.within("encoding")),
        output_folder=found.path("output_folder"),
        memory_limit=found.number("memory_limit", MEMORY_LIMITS, usual.memory_limit),
        cache_limit=found.number("cache_limit", CACHE_LIMITS, usual.cache_limit),
        told_terms=found.texts("told_terms")[-MOST_TERMS:],
        edits=found.choice("edits", EditsPlace, usual.edits),
        template=found.checked_text("template", is_template, usual.template),
        surround=found.choice("surround", Surround, usual.surround),
        screen_profile=found.text("screen_profile"),
        enhance_ahead=found.truth("enhance_ahead", usual.enhance_ahead),
    )


def _odd(fields: Fields) -> Collection[str]:
    """Names of the invalid settings."""
    reader = FieldReader(fields)
    _understood(reader)
    return reader.odd


SETTINGS_FILE = KeptFile("settings.json", Schema((_with_encoding, unchanged)), odd=_odd)

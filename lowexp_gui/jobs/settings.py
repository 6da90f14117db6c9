"""What the program remembers of a person's choices, as a value and a file."""

import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs

from lowexp_gui.jobs.kept_file import KeptFile
from lowexp_gui.model.shelf import DEFAULT_MODEL
from lowexp_gui.photo.encoding import USUAL, Compression, Encoding, Subsampling
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.output_profiles import OutputProfile
from lowexp_gui.photo.photograph import WRITABLE, PhotoFormat
from lowexp_gui.schema import Fields, Schema

DEFAULT_MEMORY_LIMIT = 1500
DEFAULT_CACHE_LIMIT = 4000
MEMORY_LIMITS = range(200, 1_000_001)
CACHE_LIMITS = range(0, 1_000_001)
MOST_TERMS = 100


def _with_encoding(fields: Fields) -> Fields:
    """Version 0 had a quality alone where there is more to choose now."""
    return {"encoding": {"quality": fields.get("quality")}} | fields


SETTINGS_FILE = KeptFile("settings.json", Schema((_with_encoding,)))


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """Of the window: the system's where there is a translation, or one of those that there are."""

    SYSTEM = "system"
    ENGLISH = "en"
    ARABIC = "ar"


@dataclass(frozen=True)
class Settings:
    """A person's choices.

    Attributes:
        theme: colours of the window.
        language: of the window.
        model: name of the model.
        device: name of the device, or "auto".
        format: of saved files, or None for that of the photo.
        encoding: of saved files: quality, depth, colours and the like.
        output_folder: where results go, or None for a folder beside each photo.
        memory_limit: of photos and results in memory, megabytes, one of MEMORY_LIMITS.
        cache_limit: of results on disk beyond these, megabytes, one of CACHE_LIMITS; 0 for none.
        told_terms: fingerprints of the terms of models that the person was told of.
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


def config_folder() -> Path:
    """Where settings are kept: LOWEXP_CONFIG_DIR, or the place that the system has for them."""
    chosen = os.environ.get("LOWEXP_CONFIG_DIR")
    return Path(chosen) if chosen else platformdirs.user_config_path("lowexp", appauthor=False)


def log_folder() -> Path:
    """Where the log is kept: LOWEXP_LOG_DIR, or beside the settings if LOWEXP_CONFIG_DIR is set."""
    chosen = os.environ.get("LOWEXP_LOG_DIR") or os.environ.get("LOWEXP_CONFIG_DIR")
    return Path(chosen) if chosen else platformdirs.user_log_path("lowexp", appauthor=False)


def load_settings() -> Settings:
    """The choices of last time; defaults for what is missing or makes no sense."""
    return _understood(SETTINGS_FILE.read(config_folder()))


def save_settings(settings: Settings) -> None:
    """Keep the choices for next time.

    Raises:
        PhotoError: they cannot be written.
    """
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PhotoError("Your settings cannot be kept: their folder cannot be made.", folder) from error
    fields = {
        name: str(value) if isinstance(value, Path) else value for name, value in asdict(settings).items()
    }
    SETTINGS_FILE.write(folder, fields)


def _understood(found: dict[str, object]) -> Settings:
    """Settings of those fields that make sense."""
    default = Settings()
    theme, language = found.get("theme"), found.get("language")
    photo_format = found.get("format")
    folder = found.get("output_folder")
    return Settings(
        theme=Theme(str(theme)) if theme in list(Theme) else default.theme,
        language=Language(str(language)) if language in list(Language) else default.language,
        model=_text(found.get("model"), default.model),
        device=_text(found.get("device"), default.device),
        format=PhotoFormat(str(photo_format)) if photo_format in WRITABLE else None,
        encoding=_encoding(found),
        output_folder=Path(folder) if isinstance(folder, str) and folder else None,
        memory_limit=_number(found.get("memory_limit"), MEMORY_LIMITS, default.memory_limit),
        cache_limit=_number(found.get("cache_limit"), CACHE_LIMITS, default.cache_limit),
        told_terms=_texts(found.get("told_terms")),
    )


def _encoding(found: dict[str, object]) -> Encoding:
    chosen = found.get("encoding")
    fields = chosen if isinstance(chosen, dict) else {}
    depth, keep = fields.get("bit_depth"), fields.get("keep_position")
    subsampling, compression = fields.get("subsampling"), fields.get("compression")
    profile = fields.get("profile")
    return Encoding(
        quality=_number(fields.get("quality"), range(1, 101), USUAL.quality),
        bit_depth=depth if depth in (8, 16) else None,
        subsampling=Subsampling(str(subsampling)) if subsampling in list(Subsampling) else USUAL.subsampling,
        compression=Compression(str(compression)) if compression in list(Compression) else USUAL.compression,
        profile=OutputProfile(str(profile)) if profile in list(OutputProfile) else USUAL.profile,
        keep_position=keep if isinstance(keep, bool) else USUAL.keep_position,
    )


def _text(found: object, default: str) -> str:
    return found if isinstance(found, str) and found else default


def _texts(found: object) -> tuple[str, ...]:
    texts = found if isinstance(found, list) else []
    return tuple(each for each in texts if isinstance(each, str))[-MOST_TERMS:]


def _number(found: object, allowed: range, default: int) -> int:
    return found if type(found) is int and found in allowed else default

"""Presets: named adjustments, some built in, others saved by the user in a file beside the settings."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass

from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.schema import Fields, Schema
from lowexp_gui.strict_json import Json
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_PRESETS = 200
LONGEST_NAME = 60


def _named(fields: Fields) -> Fields:
    """Version 0 contained only presets."""
    return {"presets": fields}


@dataclass(frozen=True)
class Preset:
    """Adjustments with a name.

    Attributes:
        name: 1 to LONGEST_NAME characters; a `Translatable` for a built-in preset.
        adjustments: its values.
        shipped: whether it is built in, so that it cannot be removed.
    """

    name: str
    adjustments: Adjustments
    shipped: bool = False


SHIPPED = (
    Preset(QT_TRANSLATE_NOOP("presets", "Automatic"), Adjustments(), shipped=True),
    Preset(
        QT_TRANSLATE_NOOP("presets", "Evening mood"),
        Adjustments(brightness=0.7, temperature=0.1, highlights=0.3, contrast=1.1),
        shipped=True,
    ),
    Preset(
        QT_TRANSLATE_NOOP("presets", "Open shadows"), Adjustments(shadows=0.5, highlights=0.4), shipped=True
    ),
    Preset(
        QT_TRANSLATE_NOOP("presets", "Bright and clear"),
        Adjustments(brightness=1.15, contrast=1.15, saturation=1.1),
        shipped=True,
    ),
    Preset(QT_TRANSLATE_NOOP("presets", "Keep grain"), Adjustments(denoise=0.7, detail=0.5), shipped=True),
    Preset(
        QT_TRANSLATE_NOOP("presets", "Black and white"),
        Adjustments(saturation=0, contrast=1.15, detail=0.3),
        shipped=True,
    ),
)


def kept_presets() -> tuple[Preset, ...]:
    """The user's presets by name; invalid ones in the file are skipped."""
    return _understood(FieldReader(PRESETS_FILE.read(config_folder())))


def keep_preset(name: str, adjustments: Adjustments) -> tuple[Preset, ...]:
    """Add a preset to those in the file. Returns all of the user's presets.

    Raises:
        PhotoError: the file cannot be written, or there are already MOST_PRESETS.
    """
    return _changed(lambda kept: with_preset(kept, name, adjustments))


def remove_preset(name: str) -> tuple[Preset, ...]:
    """Remove a preset from the file. Returns those that remain.

    Raises:
        PhotoError: the file cannot be written.
    """
    return _changed(lambda kept: tuple(preset for preset in kept if preset.name != name))


def with_preset(presets: Iterable[Preset], name: str, adjustments: Adjustments) -> tuple[Preset, ...]:
    """The presets with one added or replaced."""
    others = (preset for preset in presets if preset.name != name)
    return _sorted((*others, Preset(name, adjustments)))


def _changed(change: Callable[[tuple[Preset, ...]], tuple[Preset, ...]]) -> tuple[Preset, ...]:
    """Change the presets in the file."""
    folder = config_folder()
    kept: tuple[Preset, ...] = ()

    def changed_fields(found: Fields) -> Fields:
        nonlocal kept
        kept = change(_understood(FieldReader(found)))
        if len(kept) > MOST_PRESETS:
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "There are {limit} presets already; delete one first."),
                    limit=MOST_PRESETS,
                )
            )
        return {"presets": {preset.name: asdict(preset.adjustments) for preset in kept}}

    try:
        PRESETS_FILE.change(folder, changed_fields)
    except OSError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "Your presets cannot be saved: their folder cannot be created."
                )
            ),
            folder,
        ) from error
    return kept


def _understood(found: FieldReader) -> tuple[Preset, ...]:
    """The valid presets; the reader records the others."""
    presets: list[Preset] = []
    for name, values in found.fields("presets").items():
        preset = _preset(name, values)
        if preset is None or len(presets) == MOST_PRESETS:
            found.odd.append(name)
        else:
            presets.append(preset)
    return _sorted(presets)


def _preset(name: str, values: Json) -> Preset | None:
    if not (isinstance(values, dict) and 0 < len(name) <= LONGEST_NAME):
        return None
    known = {key: value for key, value in values.items() if key in ADJUSTMENTS}
    if not all(type(value) in (int, float) for value in known.values()):
        return None
    try:
        return Preset(name, Adjustments(**{key: float(value) for key, value in known.items()}))
    except ValueError:
        return None


def _sorted(presets: Iterable[Preset]) -> tuple[Preset, ...]:
    return tuple(sorted(presets, key=lambda preset: preset.name.casefold()))


def _odd(fields: Fields) -> Collection[str]:
    """Names of the invalid presets."""
    reader = FieldReader(fields)
    _understood(reader)
    return reader.odd


PRESETS_FILE = KeptFile("presets.json", Schema((_named,)), odd=_odd)

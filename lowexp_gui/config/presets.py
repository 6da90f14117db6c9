"""Presets: named adjustments, some built in, others saved by the user in a file beside the settings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from lowexp_gui.config.named_values import NamedValues
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.schema import Fields, Schema
from lowexp_gui.strict_json import Json
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


def _named(fields: Fields) -> Fields:
    """Version 0 contained only presets."""
    return {"presets": fields}


@dataclass(frozen=True)
class Preset:
    """Adjustments with a name.

    Attributes:
        name: a `Translatable` for a built-in preset.
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
    """The user's presets by name."""
    return _as_presets(ADJUSTMENT_PRESETS.kept())


def keep_preset(name: str, adjustments: Adjustments) -> tuple[Preset, ...]:
    """Add a preset to those in the file; see `NamedValues.keep`."""
    return _as_presets(ADJUSTMENT_PRESETS.keep(name, adjustments))


def remove_preset(name: str) -> tuple[Preset, ...]:
    """Remove a preset from the file; see `NamedValues.remove`."""
    return _as_presets(ADJUSTMENT_PRESETS.remove(name))


def _as_presets(kept: Mapping[str, Adjustments]) -> tuple[Preset, ...]:
    return tuple(Preset(name, adjustments) for name, adjustments in kept.items())


def _adjustments(values: Json) -> Adjustments | None:
    if not isinstance(values, dict):
        return None
    known = {key: value for key, value in values.items() if key in ADJUSTMENTS}
    if not all(type(value) in (int, float) for value in known.values()):
        return None
    try:
        return Adjustments(**{key: float(value) for key, value in known.items()})
    except ValueError:
        return None


ADJUSTMENT_PRESETS = NamedValues("presets.json", Schema((_named,)), asdict, _adjustments)
PRESETS_FILE = ADJUSTMENT_PRESETS.file

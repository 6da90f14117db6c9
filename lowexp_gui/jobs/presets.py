"""Presets: adjustments by name, some shipped, others kept by the person in a file beside the settings."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.jobs.kept_file import KeptFile
from lowexp_gui.jobs.settings import config_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.schema import Fields, Schema

MOST_PRESETS = 200
LONGEST_NAME = 60


def _named(fields: Fields) -> Fields:
    """Version 0 had no other fields than presets."""
    return {"presets": fields}


PRESETS_FILE = KeptFile("presets.json", Schema((_named,)))


@dataclass(frozen=True)
class Preset:
    """Adjustments with a name.

    Attributes:
        name: of 1 to LONGEST_NAME characters; that of a shipped one is English, for the window to translate.
        adjustments: what it stands for.
        shipped: whether it comes with the program, and so cannot be removed.
    """

    name: str
    adjustments: Adjustments
    shipped: bool = False


SHIPPED = (
    Preset("As found", Adjustments(), shipped=True),
    Preset(
        "Evening mood",
        Adjustments(brightness=0.7, temperature=0.1, highlights=0.3, contrast=1.1),
        shipped=True,
    ),
    Preset("Open shadows", Adjustments(shadows=0.5, highlights=0.4), shipped=True),
    Preset("Bright and clear", Adjustments(brightness=1.15, contrast=1.15, saturation=1.1), shipped=True),
    Preset("Keep the grain", Adjustments(denoise=0.7, detail=0.5), shipped=True),
    Preset("Black and white", Adjustments(saturation=0, contrast=1.15, detail=0.3), shipped=True),
)


def kept_presets() -> tuple[Preset, ...]:
    """Presets that were kept, by name; what makes no sense in the file is left out."""
    found = PRESETS_FILE.read(config_folder()).get("presets")
    named = list(found.items())[:MOST_PRESETS] if isinstance(found, dict) else []
    understood = (_understood(name, values) for name, values in named)
    return _sorted(preset for preset in understood if preset is not None)


def keep_presets(presets: Iterable[Preset]) -> None:
    """Write down the presets that are not shipped.

    Raises:
        PhotoError: they cannot be written.
    """
    fields = {preset.name: asdict(preset.adjustments) for preset in presets if not preset.shipped}
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PhotoError("Your presets cannot be kept: their folder cannot be made.", folder) from error
    PRESETS_FILE.write(folder, {"presets": fields})


def with_preset(presets: Iterable[Preset], name: str, adjustments: Adjustments) -> tuple[Preset, ...]:
    """Kept presets with one more, or with another meaning of one."""
    others = (preset for preset in presets if preset.name != name)
    return _sorted((*others, Preset(name, adjustments)))


def _understood(name: str, values: object) -> Preset | None:
    if not (isinstance(values, dict) and 0 < len(name) <= LONGEST_NAME):
        return None
    known = {
        key: float(value)
        for key, value in values.items()
        if key in ADJUSTMENTS and isinstance(value, int | float) and not isinstance(value, bool)
    }
    try:
        return Preset(name, Adjustments(**known))
    except (ValueError, OverflowError):
        return None


def _sorted(presets: Iterable[Preset]) -> tuple[Preset, ...]:
    return tuple(sorted(presets, key=lambda preset: preset.name.casefold()))

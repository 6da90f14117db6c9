"""Texts for the steps of a photo's history."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import digits, filled, translated
from lowexp_gui.config.presets import SHIPPED
from lowexp_gui.edits.photo_edits import PhotoEdits
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS

_MOST_NAMED = 2


def step_label(before: PhotoEdits, after: PhotoEdits) -> str:
    """A text such as “Contrast 130 %”, for a step from one state to another."""
    translate = QCoreApplication.translate
    changed = [
        name for name in ADJUSTMENTS if getattr(before.adjustments, name) != getattr(after.adjustments, name)
    ]
    parts = []
    preset = next((each for each in SHIPPED if each.adjustments == after.adjustments), None)
    if preset is not None and len(changed) > 1:
        parts.append(translated(preset.name))
    else:
        parts += [_value(name, after) for name in changed[:_MOST_NAMED]]
        if len(changed) > _MOST_NAMED:
            parts.append(translate("history", "…"))
    if before.geometry != after.geometry:
        parts.append(translate("history", "Geometry"))
    if before.rating != after.rating:
        parts.append(translate("history", "Rating"))
    if not parts or (before.model and before.model != after.model):
        parts.append(filled(translate("history", "Model %1"), after.model))
    return translate("history", ", ").join(parts)


def _value(name: str, edits: PhotoEdits) -> str:
    percent = round(100 * getattr(edits.adjustments, name))
    title = translated(ADJUSTMENTS[name].title)
    # The sign stays with its digits.
    return filled(QCoreApplication.translate("history", "%1 %2 %"), title, digits(percent))

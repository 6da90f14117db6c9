"""How far the light is set right; `enhancing.rendering` does it."""

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

BRIGHTNESS = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Brightness"),
    hint=QT_TRANSLATE_NOOP("adjustments", "How much the photo is brightened; 0 % leaves it dark"),
    help="0 leaves the photo dark, 1 is what the model found, 2 is the maximum.",
    group=AdjustmentGroup.LIGHT,
    least=0,
    neutral=1,
    most=2,
    space=Space.ENCODED,
    formula="photo / L^b",
)
"""0 keeps the photo as dark as it was, 1 divides it by the light that the network found, more by more."""
SHADOWS = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Shadows"),
    hint=QT_TRANSLATE_NOOP("adjustments", "Brightens or darkens the dark parts of the scene"),
    help="Brighten (above 0) or darken the dark parts of the scene.",
    group=AdjustmentGroup.LIGHT,
    least=-1,
    neutral=0,
    most=1,
    space=Space.ENCODED,
    formula="photo / L^(b + s (1 - L) / 2)",
)
"""More light (above 0) or less (below 0) where the scene is dark."""

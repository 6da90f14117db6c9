"""How much noise is removed; `enhancing.rendering` does it."""

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

DENOISE = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Denoise"),
    hint=QT_TRANSLATE_NOOP("adjustments", "How much noise is removed; 0 % keeps all of it"),
    help="0 keeps all noise, 1 removes what the model found, 2 is the maximum.",
    group=AdjustmentGroup.NOISE,
    least=0,
    neutral=1,
    most=2,
    space=Space.ENCODED,
    formula="x - d n L / G, where x = photo / G",
)
"""Factor on the noise that is subtracted; 1 is what the network found."""
DETAIL = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Keep detail"),
    hint=QT_TRANSLATE_NOOP("adjustments", "Brings back fine detail that was removed with the noise"),
    help="Bring back fine detail that was removed with the noise.",
    group=AdjustmentGroup.NOISE,
    least=0,
    neutral=0,
    most=1,
    space=Space.ENCODED,
    formula="n - (y(n) - y(n) held within +-T), where T = 0.03 (1 - e) / (e L), about thrice a sensor's "
    "noise at e = 0.5",
)
"""How much of the noise's brightness is given back where it is stronger than a sensor's: detail taken
for noise. Colour noise stays out.
"""

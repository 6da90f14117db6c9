"""How far bright parts are held below white; `enhancing.rendering` does what is below neutral."""

from typing import TYPE_CHECKING

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor

_LOWEST_KNEE, _LEAST_ROOM = 0.5, 1e-4


def _hold(picture: "Tensor", strength: float) -> None:
    """Bend the largest channel of each pixel below 1, from a knee on; colours keep their proportions."""
    if strength <= 0:
        return
    room = max(_LOWEST_KNEE * strength, _LEAST_ROOM)
    knee = 1 - room
    largest = picture.amax(dim=-1, keepdim=True).clamp_(min=knee)
    held = knee + room * ((largest - knee) / room).tanh()
    picture.mul_(held.div_(largest))


HIGHLIGHTS = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Protect highlights"),
    hint=QT_TRANSLATE_NOOP("adjustments", "Keeps bright parts below white; below 0 % they may be clipped"),
    help="Keep bright parts below white; below 0 they may be clipped.",
    group=AdjustmentGroup.LIGHT,
    least=-1,
    neutral=0,
    most=1,
    space=Space.ENCODED,
    formula="above 0: x k(m) / m, where k bends m smoothly from 1 - h/2 on, and stays below 1; "
    "below 0: photo / L, where L is held below white by a factor to the power of 1 + h",
    tone=_hold,
)
"""How far bright parts are held below white, so that they keep their drawing."""

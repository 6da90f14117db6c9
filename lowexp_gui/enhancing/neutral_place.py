"""White balance from a place of a picture that is grey in the scene."""

from dataclasses import dataclass, replace

import numpy as np

from lowexp_gui.enhancing.adjusting.white_balance import neutralising_balance
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments, Stage
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import srgb_to_linear
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_MOST_CLIPPED = 0.05
"""Share of pixels of the place that may be clipped in the photo."""
_LEAST_LIGHT = 0.002
"""Mean linear light of the final picture, in each channel; noise hides the colour of darker places."""
_DIGITS = 2
"""Decimal places of an adjustment in the window, whose sliders show per cent."""


class NotNeutral(UserError):
    """The colour of a place is unknown."""


@dataclass(frozen=True)
class Balance:
    """The adjustments that make a place neutral.

    Attributes:
        adjustments: with another temperature and tint.
        is_enough: whether the place becomes neutral; its cast may be stronger than the adjustments reach.
    """

    adjustments: Adjustments
    is_enough: bool


def balance_for(enhancement: Enhancement, adjustments: Adjustments, place: Region) -> Balance:
    """The adjustments with which a place of the final picture is neutral on average.

    Args:
        place: in pixels of the photo, not empty.

    Raises:
        NotNeutral: the photo has no colours, or the place is clipped or black.
    """
    photo = enhancement.photo
    if photo.grey:
        raise NotNeutral(Sentence(QT_TRANSLATE_NOOP("sentences", "A black-and-white photo has no colours.")))
    before = photo.quantisation.decode(photo.pixels[place.rows, place.columns])
    if np.mean((before >= 1 - photo.quantisation.step / 2).any(axis=-1)) > _MOST_CLIPPED:
        raise NotNeutral(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "This place is clipped, so its colour is lost; choose a grey place."
                )
            )
        )
    # What comes after the white balance keeps grey grey, so it is left out.
    plain = replace(
        adjustments,
        **{name: ADJUSTMENTS[name].neutral for name in ("temperature", "tint", "contrast", "saturation")},
        highlights=min(adjustments.highlights, 0),
    )
    light = srgb_to_linear(render(enhancement, Stage.FINAL, plain, place, in_passing=True)).mean(axis=(0, 1))
    if light.min() < _LEAST_LIGHT:
        raise NotNeutral(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "This place is too dark to tell its colour; choose a brighter grey place."
                )
            )
        )
    red, green, blue = light.tolist()
    found = dict(zip(("temperature", "tint"), neutralising_balance(red, green, blue), strict=True))
    within = {
        name: round(min(max(value, ADJUSTMENTS[name].least), ADJUSTMENTS[name].most), _DIGITS)
        for name, value in found.items()
    }
    is_enough = all(abs(found[name] - within[name]) < 10**-_DIGITS for name in found)
    return Balance(replace(adjustments, **within), is_enough)

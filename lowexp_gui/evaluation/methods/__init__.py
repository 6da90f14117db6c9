"""Classical methods to compare with, by name."""

from collections.abc import Mapping

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.evaluation.methods.equalisation import ADAPTIVE_EQUALISATION, EQUALISATION
from lowexp_gui.evaluation.methods.exposure_fusion import EXPOSURE_FUSION
from lowexp_gui.evaluation.methods.ghp import GHP
from lowexp_gui.evaluation.methods.lime import LIME
from lowexp_gui.evaluation.methods.lssc import LSSC
from lowexp_gui.evaluation.methods.method import Method
from lowexp_gui.evaluation.methods.point_transforms import AUTOMATIC_GAMMA, LOGARITHM, POWER
from lowexp_gui.evaluation.methods.retinex import MULTI_SCALE, SINGLE_SCALE
from lowexp_gui.evaluation.methods.singular_values import SINGULAR_VALUES
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

__all__ = ["METHODS", "Method", "UnknownMethodError", "find_method"]


class UnknownMethodError(UserError):
    """There is no method of a name; the message is a sentence."""


_ALL = (
    AUTOMATIC_GAMMA,
    POWER,
    LOGARITHM,
    EQUALISATION,
    ADAPTIVE_EQUALISATION,
    SINGLE_SCALE,
    MULTI_SCALE,
    LIME,
    EXPOSURE_FUSION,
    SINGULAR_VALUES,
    GHP,
    LSSC,
)
METHODS: Mapping[str, Method] = {method.name: method for method in _ALL}


def find_method(name: str) -> Method:
    """The method of a name.

    Raises:
        UnknownMethodError: there is none.
    """
    if name not in METHODS:
        raise UnknownMethodError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "There is no method {method}. Choose one of: {known}."),
                method=in_quotes(name),
                known=", ".join(METHODS),
            )
        )
    return METHODS[name]

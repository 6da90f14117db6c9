"""Classical methods to compare with, by name."""

from collections.abc import Callable, Mapping
from threading import Event

from lowexp_gui.evaluation.methods.method import Method
from lowexp_gui.measuring.brightness import automatic_gamma
from lowexp_gui.photo.photograph import FloatImage

__all__ = ["METHODS", "Method", "UnknownMethodError", "find_method"]


class UnknownMethodError(ValueError):
    """There is no method of a name; the message is a sentence."""


def _gamma(photo: FloatImage, _progress: Callable[[float], None], _cancel: Event) -> FloatImage:
    return automatic_gamma(photo)


_ALL = (Method("gamma", "Automatic gamma", "A power of all values, for a mean of 0.45.", False, _gamma),)
METHODS: Mapping[str, Method] = {method.name: method for method in _ALL}


def find_method(name: str) -> Method:
    """The method of a name.

    Raises:
        UnknownMethodError: there is none.
    """
    if name not in METHODS:
        raise UnknownMethodError(f"There is no method “{name}”. Choose one of: {', '.join(METHODS)}.")
    return METHODS[name]

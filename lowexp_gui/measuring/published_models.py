"""Models of measures that their authors published, as they ship with the program."""

from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from lowexp_gui.bundled import bundled_folder

NIQE = "niqe"
"""`mean` (36,) and `covariance` (36, 36) of the features of pristine photos."""
BRISQUE = "brisque"
"""A support vector regression: `vectors` (N, 36), `coefficients` (N,), `kernel` (2,): the weight of a squared
distance and the offset, and `range` (36, 2): from where to where each feature went."""


@cache
def published_model(name: str) -> MappingProxyType[str, NDArray[np.float64]]:
    """The arrays of a model, float64.

    Raises:
        InstallationError: the folder is missing.
    """
    arrays = load_file(bundled_folder("resources") / "measures" / f"{name}.safetensors")
    return MappingProxyType({key: array.astype(np.float64) for key, array in arrays.items()})

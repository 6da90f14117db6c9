"""Types of arrays of pixels."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]
"""Integer codes of 8 or 16 bit."""
FloatImage: TypeAlias = NDArray[np.float32]

"""The choice of a precision, as a value; what a device is fast at is measured in `fast_precision`."""

from enum import StrEnum


class Precision(StrEnum):
    """The numbers that a denoiser computes with."""

    AUTO = "auto"
    FLOAT32 = "float32"

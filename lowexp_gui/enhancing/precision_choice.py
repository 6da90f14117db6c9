"""The choice of precision, apart from what measures it, so that a choice costs no import of torch."""

from enum import StrEnum


class Precision(StrEnum):
    """The numbers that a denoiser computes with.

    AUTO is what is fastest here; FLOAT32 gives the same results on any number of cores.
    """

    AUTO = "auto"
    FLOAT32 = "float32"

"""Tolerances of calculations: one table for all models and measures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tolerance:
    """The largest allowed deviations, as in numpy and torch.

    Attributes:
        rtol: relative to the expected value.
        atol: absolute.
    """

    rtol: float
    atol: float

    def as_arguments(self) -> dict[str, float]:
        """For `numpy.testing.assert_allclose` and `torch.testing.assert_close`."""
        return {"rtol": self.rtol, "atol": self.atol}


TOLERANCES = {
    "float64": Tolerance(1e-9, 1e-9),
    # Sums of some hundred products.
    "float32": Tolerance(1e-4, 1e-5),
    # Of 8 bits, through up to fifteen layers.
    "bfloat16": Tolerance(5e-2, 2e-2),
    # Derivatives by differences.
    "gradient": Tolerance(1e-4, 1e-6),
}
"""Tolerances by data type."""

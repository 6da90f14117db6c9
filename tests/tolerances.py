"""How near results of calculations must be to what is expected: one table for all models and measures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tolerance:
    """Largest deviations, as numpy and torch take them.

    Attributes:
        rtol: in proportion to the expected value.
        atol: beyond that.
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
"""By the numbers that were calculated with."""

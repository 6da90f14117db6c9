"""A rectangle of whole pixels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """A rectangle in pixel coordinates, its left and top edges included.

    Attributes:
        left, top: first column and row, pixels.
        width, height: size, pixels.
    """

    left: int
    top: int
    width: int
    height: int

    @property
    def is_empty(self) -> bool:
        """Whether it has no pixels."""
        return self.width <= 0 or self.height <= 0

    @property
    def right(self) -> int:
        """The column after the last one."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The row after the last one."""
        return self.top + self.height

    @property
    def rows(self) -> slice:
        """Index of the region's rows in an array."""
        return slice(self.top, self.bottom)

    @property
    def columns(self) -> slice:
        """Index of the region's columns in an array."""
        return slice(self.left, self.right)

    def within(self, around: "Region") -> "Region":
        """The region, counted from the upper left corner of `around`."""
        return Region(self.left - around.left, self.top - around.top, self.width, self.height)

    def grown(self, margin: int, bounds: "Region") -> "Region":
        """The region with `margin` pixels more on each side, within `bounds`."""
        left, top = max(self.left - margin, bounds.left), max(self.top - margin, bounds.top)
        right, bottom = min(self.right + margin, bounds.right), min(self.bottom + margin, bounds.bottom)
        return Region(left, top, right - left, bottom - top)

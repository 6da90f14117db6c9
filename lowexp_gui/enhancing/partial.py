"""How far a run over a photo has come, so that another run can go on from there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


@dataclass(eq=False)
class PartialResult:
    """What runs of one model on one device have done of a photo, one run after the other.

    Attributes:
        enhancement: None until the light is known.
        done: the tiles whose noise is in.
    """

    enhancement: "Enhancement | None" = None
    done: set[Region] = field(default_factory=set)

    @property
    def nbytes(self) -> int:
        """The memory that it takes, bytes."""
        return 0 if self.enhancement is None else self.enhancement.noise.nbytes

    def begin(self, enhancement: "Enhancement") -> None:
        """Begin anew with an enhancement whose noise is still zero."""
        self.done.clear()
        self.enhancement = enhancement

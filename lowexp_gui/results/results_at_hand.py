"""Results that are there already, so that no model runs twice; which there are, the caller of a run knows."""

from threading import Event
from typing import TYPE_CHECKING

from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel


class ResultsAtHand:
    """No results at all; others say what they have. Threads of photos call."""

    def find(self, photo: Photo, model: "DualModel", device: str, cancel: Event) -> "Enhancement | None":
        """The result that a model gives for a photo on a device, by name, if it is there.

        Raises:
            Cancelled: `cancel` was set.
        """

    def keep(self, result: "Enhancement") -> None:
        """A result was made and saved."""

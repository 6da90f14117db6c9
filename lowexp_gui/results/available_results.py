"""Existing results that a run can reuse; the caller of a run provides them."""

from threading import Event
from typing import TYPE_CHECKING

from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel


class AvailableResults:
    """The base class, without any results. Methods are called from the photos' threads."""

    def find(self, photo: Photo, model: "DualModel", device: str, cancel: Event) -> "Enhancement | None":
        """The existing result of a model for a photo on a named device, or None.

        Raises:
            Cancelled: `cancel` was set.
        """

    def keep(self, result: "Enhancement") -> None:
        """Called after a result has been computed and saved."""

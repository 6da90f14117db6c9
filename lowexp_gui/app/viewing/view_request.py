"""What the viewer asks of the view worker, and what it gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, PaneContent, Source
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Frame, Geometry, frame_of
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class Part(StrEnum):
    """Which part of a photo a picture shows."""

    PREVIEW = "preview"
    """All of it, small, until the photo is read and its light is found."""

    VIEW = "view"
    """What is in view, at the size that it is looked at."""
    OVERVIEW = "overview"
    """All of it, small: to be seen where the view has not been rendered yet."""
    LOUPE = "loupe"
    """What is under the loupe, at full size."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """What there is of a photo.

    Attributes:
        key: of the photo; it comes back with the pictures.
        photo: as read.
        enhancement: the result, or None if only the photo as it was can be shown.
        models: results of models that are compared, by name; that of the model in use may be among them.
        reference: another photo of the same size, or None.
        methods: what compared methods have made of it.
        geometry: how all of them are turned and cropped.
        uncropped: whether all of the turned photo is shown, for a crop to be chosen.
    """

    key: int
    photo: Photo
    enhancement: "Enhancement | None" = None
    models: "Mapping[str, Enhancement]" = field(default_factory=lambda: MappingProxyType({}))
    reference: Photo | None = None
    methods: Mapping[MethodPicture, Photo] = field(default_factory=lambda: MappingProxyType({}))
    geometry: Geometry = AS_TAKEN
    uncropped: bool = False

    @property
    def frame(self) -> Frame:
        """Which pixels of the photo make its picture."""
        return frame_of(self.photo.width, self.photo.height, self.geometry, uncropped=self.uncropped)

    def result_for(self, source: PaneContent) -> "Enhancement | None":
        """The result that a source is a picture of, if it is one of any, and that is there."""
        if isinstance(source, ModelPicture):
            return self.models.get(source.model)
        return self.enhancement

    def photo_for(self, source: PaneContent) -> Photo:
        """The photo that a source shows: the reference, what a method made, or the one in view itself."""
        if isinstance(source, MethodPicture):
            return self.methods.get(source, self.photo)
        return self.reference or self.photo if source is Source.REFERENCE else self.photo

    def has(self, source: PaneContent) -> bool:
        """Whether a source can be shown."""
        if source in (Source.BEFORE, Source.GAMMA):
            return True
        if isinstance(source, MethodPicture):
            return source in self.methods
        needed = self.reference if source is Source.REFERENCE else self.result_for(source)
        return needed is not None


@dataclass(frozen=True)
class ViewArea:
    """A part of the picture, and how large it is to be rendered.

    Attributes:
        region: pixels of the picture at full size.
        level: 1 / 2**level of the full size.
    """

    region: Region
    level: int


@dataclass(frozen=True)
class SmallView:
    """What is in view in small panes beside a large one.

    Attributes:
        sources: those that no large pane shows.
        area: the same place as in the large pane, at the size of the small ones.
    """

    sources: frozenset[PaneContent]
    area: ViewArea


@dataclass(frozen=True, eq=False)
class ViewRequest:
    """What to render.

    Attributes:
        pictures: what there is.
        adjustments: how results are rendered.
        sources: of the view.
        view: what is in view.
        overviews: sources of which a small picture of the whole photo is needed too.
        loupes: sources of the loupe.
        loupe: what is under it, or None.
        measuring: whether histograms are wanted.
        whole: histograms are to be those of the whole photo, not of the view.
        clipping: clipped pixels are to be marked.
        small: what is in view in small panes, if there are any.
    """

    pictures: Pictures
    adjustments: Adjustments
    sources: tuple[PaneContent, ...]
    view: ViewArea
    overviews: tuple[PaneContent, ...] = ()
    loupes: tuple[PaneContent, ...] = ()
    loupe: ViewArea | None = None
    measuring: bool = True
    whole: bool = False
    clipping: bool = False
    small: SmallView | None = None


@dataclass(frozen=True, eq=False)
class Rendered:
    """A picture of a region.

    Attributes:
        key: of the photo.
        source: what it shows.
        image: the picture.
        region: what it covers, pixels of the picture at full size; it may reach over the edges by less than a
            pixel of its level.
        part: which part it is.
        level: 1 / 2**level of the full size.
        brightened: of a preview, whether it has been brightened.
        frame: of the picture.
    """

    key: int
    source: PaneContent
    image: QImage
    region: Region
    part: Part = Part.VIEW
    level: int = 0
    brightened: bool = False
    frame: Frame | None = None


@dataclass(frozen=True, eq=False)
class ViewHistograms:
    """What was measured of a view.

    Attributes:
        key: of the photo.
        before: how many pixels of the photo as it was have each level of luminance, red, green and blue,
            (4, 256).
        after: the same of the final picture, or None if there is no result yet.
        stops: how much light was gained, on average; None where that makes no sense.
        white, black: the share of pixels that are clipped in what is shown last, 0..1.
    """

    key: int
    before: NDArray[np.int64]
    after: NDArray[np.int64] | None
    stops: float | None
    white: float
    black: float

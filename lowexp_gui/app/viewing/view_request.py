"""Requests to the view worker, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from lowexp_gui.app.viewing.screen_colours import NO_CONVERSION, ScreenColours
from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, PaneContent, Source
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Frame, Geometry, frame_of
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class Part(StrEnum):
    """The part of a photo that a picture shows."""

    PREVIEW = "preview"
    """The whole photo, small, until it is read and its light is estimated."""

    VIEW = "view"
    """The region in view, at the size of the view."""
    OVERVIEW = "overview"
    """The whole photo, small; shown where the view is not rendered yet."""
    LOUPE = "loupe"
    """The region under the loupe, at full size."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """A photo and its results.

    Attributes:
        key: key of the photo, returned with the pictures.
        photo: the photo.
        enhancement: the result of the model in use, or None.
        models: results of compared models by name; the model in use may be among them.
        reference: another photo of the same size, or None.
        methods: results of compared methods.
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
        """The result that a source shows, or None."""
        if isinstance(source, ModelPicture):
            return self.models.get(source.model)
        return self.enhancement

    def photo_for(self, source: PaneContent) -> Photo:
        """The photo that a source shows: the reference, the result of a method, or the photo in view."""
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
    """The view in small panes beside a large one.

    Attributes:
        sources: sources that no large pane shows.
        area: the same place as in the large pane, at the size of the small panes.
    """

    sources: frozenset[PaneContent]
    area: ViewArea


@dataclass(frozen=True, eq=False)
class ViewRequest:
    """A request for pictures.

    Attributes:
        pictures: the photo and its results.
        adjustments: how results are rendered.
        sources: sources in the view.
        view: the area in view.
        overviews: sources that also need a small picture of the whole photo.
        loupes: sources under the loupe.
        loupe: the region under the loupe, or None.
        measuring: whether to compute histograms.
        whole: whether histograms are of the whole photo instead of the view.
        clipping: whether to mark clipped pixels.
        small: the view in small panes, or None.
        colours: of the screen.
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
    colours: ScreenColours = NO_CONVERSION


@dataclass(frozen=True, eq=False)
class Rendered:
    """A picture of a region.

    Attributes:
        key: key of the photo.
        source: its source.
        image: the picture.
        region: what it covers, pixels of the picture at full size; it may reach over the edges by less than a
            pixel of its level.
        part: the part of the photo.
        level: 1 / 2**level of the full size.
        converted: the picture in the colours of the screen, if that is another one.
        brightened: for a preview, whether it has been brightened.
        frame: of the picture.
    """

    key: int
    source: PaneContent
    image: QImage
    region: Region
    part: Part = Part.VIEW
    level: int = 0
    brightened: bool = False
    converted: QImage | None = None
    frame: Frame | None = None

    @property
    def painted(self) -> QImage:
        """The picture as it is painted."""
        return self.image if self.converted is None else self.converted


@dataclass(frozen=True, eq=False)
class ViewHistograms:
    """The histograms of a view.

    Attributes:
        key: key of the photo.
        before: number of pixels of the photo at each level of luminance, red, green and blue, (4, 256).
        after: the same for the final picture, or None without a result.
        stops: mean gain of light; None if it is undefined.
        white, black: share of clipped pixels in the latest picture, 0..1.
    """

    key: int
    before: NDArray[np.int64]
    after: NDArray[np.int64] | None
    stops: float | None
    white: float
    black: float

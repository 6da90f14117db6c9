"""Soft pictures of the photo in view, until the photo is read and its light is found."""

from dataclasses import replace
from threading import Event

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.enhancing.enhance_worker import EnhanceWorker, PreviewTask
from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.photos.preview_worker import PreviewRequest, PreviewWorker
from lowexp_gui.app.viewing.framed_image import framed_image
from lowexp_gui.app.viewing.photo_in_view import InView, PhotoInView
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.screen_colours import ScreenColours, ScreenConversion
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part, Rendered
from lowexp_gui.photo.formats.file_format import PreviewKind
from lowexp_gui.photo.geometry import frame_of
from lowexp_gui.photo.photograph import Photo, Preview, photo_from_srgb
from lowexp_gui.photo.region import Region

_BRIGHTENED = (Source.ENHANCED, Source.FINAL)
_SOURCES = (Source.BEFORE, *_BRIGHTENED)
_RESTING = (PhotoState.FAILED, PhotoState.CANCELLED)


class FirstPictures(QObject):
    """Shows what is known of a photo at once; lives on the window's thread.

    First comes the thumbnail, then the file's own small picture, then the photo at a reduced size, and that
    brightened. Each replaces the one before; the exact pictures are painted over them.
    """

    rendered = Signal(object)
    """Rendered, of the part PREVIEW"""
    sized = Signal(QSize, bool)
    """Size of the photo in pixels; whether it is known, or only its proportions"""
    _brighten = Signal(object)

    def __init__(
        self,
        in_view: PhotoInView,
        reader: PreviewWorker,
        enhancer: EnhanceWorker,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is shown yet."""
        super().__init__(parent)
        self._in_view, self._reader = in_view, reader
        self._key: int | None = None
        self._cancel = Event()
        self._is_brightened = False
        self._conversion = ScreenConversion()
        self._brighten.connect(enhancer.brighten_preview)
        reader.made.connect(self._on_made)
        enhancer.preview_brightened.connect(self._on_brightened)

    def look_at(self, looked: InView) -> None:
        """Another photo is in view, or more is known of it."""
        photo = self._in_view.open_photo
        if looked.key == self._key:
            return
        self._cancel.set()
        self._cancel = Event()
        self._key, self._is_brightened = looked.key, False
        if photo is None or photo.status.state in _RESTING or self._in_view.has_result:
            return
        if photo.thumbnail is not None:
            self._show_thumbnail(photo, photo.thumbnail)
        if looked.photo is None and photo.path is not None:
            self._reader.ask(PreviewRequest(photo.key, photo.path, self._cancel))

    def set_colours(self, colours: ScreenColours) -> None:
        """Show pictures in the colours of another screen, from the next one on."""
        self._conversion = ScreenConversion(colours)

    def close(self) -> None:
        """Stop reading."""
        self._cancel.set()

    def _show_thumbnail(self, photo: OpenPhoto, thumbnail: QImage) -> None:
        self.sized.emit(self._framed_size(thumbnail.size()), False)
        self._is_brightened = photo.brightened is not None
        sources = (Source.BEFORE,) if self._is_brightened else _SOURCES
        self._show(photo.key, thumbnail, thumbnail.size(), sources)
        if photo.brightened is None:
            self._ask_for_light(photo_from_srgb(pixels_of(thumbnail), photo.path))
        else:
            brightened = photo.brightened.image()
            self._show(photo.key, brightened, brightened.size(), _BRIGHTENED)

    def _show(self, key: int, image: QImage, size: QSize, sources: tuple[Source, ...]) -> None:
        framed = self._framed_size(size)
        region = Region(0, 0, framed.width(), framed.height())
        image = framed_image(image, self._in_view.geometry)
        converted = self._conversion.converted(image)
        for source in sources:
            brightened = self._is_brightened and source in _BRIGHTENED
            picture = Rendered(key, source, image, region, Part.PREVIEW, brightened=brightened)
            self.rendered.emit(replace(picture, converted=converted))

    def _framed_size(self, size: QSize) -> QSize:
        """The size of the picture of a photo of a size."""
        frame = frame_of(size.width(), size.height(), self._in_view.geometry)
        return QSize(frame.width, frame.height)

    def _ask_for_light(self, photo: Photo) -> None:
        if self._key is not None:
            task = PreviewTask(
                self._key,
                photo,
                self._in_view.model,
                self._in_view.device,
                self._in_view.adjustments,
                self._cancel,
            )
            self._brighten.emit(task)

    @Slot(int, object, object, QImage)
    def _on_made(self, key: int, kind: PreviewKind, preview: Preview, picture: QImage) -> None:
        if key != self._key or self._in_view.has_result:
            return
        size = QSize(preview.width, preview.height)
        self.sized.emit(self._framed_size(size), True)
        sources = (Source.BEFORE,) if self._is_brightened else _SOURCES
        if kind is PreviewKind.REDUCED:
            self._ask_for_light(preview.photo)
        self._show(key, picture, size, sources)

    @Slot(int, QImage)
    def _on_brightened(self, key: int, image: QImage) -> None:
        if key == self._key and not self._in_view.has_result:
            self._is_brightened = True
            self._show(key, image, image.size(), _BRIGHTENED)

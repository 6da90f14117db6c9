"""The row of information about the photo in view."""

import datetime
from html import escape

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import decimal, digits, filled, isolated, paragraph
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.shot import Shot, shot_of

_BETWEEN = " · "
_SECOND = 1.0
_WORTH_A_FRACTION = 0.35


class InfoRow(QWidget):
    """Camera and lens; how the photo was taken; when, how large it is, and its place in the list.

    What is unknown is left out. Lines that are too long are cut; the tooltip has all.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """A row without a photo."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("About this photo"))
        self._words = ("", "", "")
        self.lines = tuple(self._line(quiet) for quiet in (True, False, True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for line in self.lines:
            layout.addWidget(line)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._show(("", "", ""))

    def show_photo(self, photo: Photo | None, position: int, count: int) -> None:
        """Show a photo, or only its place while it is not read.

        Args:
            position: place in the list, from 1; 0 if the list does not have it.
            count: the length of the list.
        """
        shot = Shot() if photo is None else shot_of(photo.metadata.exif)
        about = [self._date(shot.taken)]
        if photo is not None:
            about.append(filled(self.tr("%1 × %2"), photo.width, photo.height))
        if position > 0 and count > 1:
            about.append(filled(self.tr("%1 of %2"), position, count))
        self._show((_joined([shot.camera, shot.lens]), _joined(self._exposure(shot)), _joined(about)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        # Long names do not widen the panel.
        return QSize(0, super().minimumSizeHint().height())

    def _line(self, quiet: bool) -> QLabel:
        line = QLabel()
        # Names from files are foreign text.
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setObjectName("quiet" if quiet else "exposure")
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return line

    def _exposure(self, shot: Shot) -> list[str]:
        parts = []
        if shot.sensitivity is not None:
            parts.append(filled(self.tr("ISO %1"), digits(shot.sensitivity)))
        if shot.seconds is not None:
            parts.append(self._seconds(shot.seconds))
        if shot.aperture is not None:
            parts.append(filled(self.tr("f/%1"), _plain(shot.aperture)))
        if shot.millimetres is not None:
            parts.append(filled(self.tr("%1 mm"), _plain(shot.millimetres)))
        return parts

    def _seconds(self, seconds: float) -> str:
        if seconds < _WORTH_A_FRACTION:
            return filled(self.tr("%1/%2 s"), 1, round(_SECOND / seconds))
        return filled(self.tr("%1 s"), _plain(seconds))

    def _date(self, taken: datetime.datetime | None) -> str:
        if taken is None:
            return ""
        moment = QDateTime.fromString(taken.isoformat(timespec="seconds"), Qt.DateFormat.ISODate)
        return QLocale().toString(moment, QLocale.FormatType.ShortFormat)

    def _show(self, words: tuple[str, str, str]) -> None:
        self._words = words
        for line, text in zip(self.lines, words, strict=True):
            line.setVisible(bool(text))
        said = "\n".join(filter(None, words))
        self.setAccessibleDescription(said)
        self.setVisible(bool(said))
        self._fit()

    def _fit(self) -> None:
        for line, text in zip(self.lines, self._words, strict=True):
            shown = line.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
            line.setText(paragraph(shown))
            line.setToolTip(f"<p>{escape(text)}</p>" if shown != text else "")


def _joined(parts: list[str]) -> str:
    return _BETWEEN.join(isolated(part) for part in parts if part)


def _plain(number: float) -> str:
    """One decimal if that says more."""
    return digits(round(number)) if abs(number - round(number)) < 0.05 else decimal(number, 1)

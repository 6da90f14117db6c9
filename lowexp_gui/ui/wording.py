"""Words and figures as the window shows them."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.activity import Activity
from lowexp_gui.app.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.source import Source
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.ui.source_words import source_titles


def state_text(status: PhotoStatus) -> str:
    """A photo's state in a word or two."""
    if status.state is PhotoState.WORKING:
        return _tr("%1 %").replace("%1", str(round(100 * status.fraction)))
    if status.state is PhotoState.DONE and status.sentence:
        return _tr("not saved")
    return {
        PhotoState.WAITING: _tr("waiting"),
        PhotoState.READING: _tr("reading…"),
        PhotoState.DONE: _tr("ready"),
        PhotoState.SAVING: _tr("saving…"),
        PhotoState.SAVED: _tr("saved"),
        PhotoState.FAILED: _tr("failed"),
        PhotoState.CANCELLED: _tr("cancelled"),
    }[status.state]


def activity_text(activity: Activity) -> str:
    """Such as “2 of 14, 63 %, 0:41 left”."""
    parts = []
    if activity.count > 1:
        position = _tr("%1 of %2").replace("%1", str(activity.position))
        parts.append(position.replace("%2", str(activity.count)))
    if activity.preparing:
        parts.append(_tr("preparing…"))
    else:
        parts.append(_tr("%1 %").replace("%1", str(round(100 * activity.fraction))))
    if activity.seconds_left is not None:
        parts.append(_tr("%1 left").replace("%1", duration_text(activity.seconds_left)))
    return ", ".join(parts)


def duration_text(seconds: float) -> str:
    """Minutes and seconds, or hours, minutes and seconds."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def photo_text(photo: Photo, scale: float) -> str:
    """Such as “6000 × 4000, 16 bit, 100 %”."""
    text = _tr("%1 × %2, %3 bit, %4 %")
    values = (photo.width, photo.height, photo.bit_depth, round(100 * scale))
    for number, value in enumerate(values, start=1):
        text = text.replace(f"%{number}", str(value))
    return text


def values_text(place: tuple[int, int], values: Mapping[Source, tuple[int, int, int]]) -> str:
    """Such as “120, 45: Before 12 10 9, Final 96 91 80”."""
    titles = source_titles()
    column, row = place
    shown = (f"{titles[source]} {red} {green} {blue}" for source, (red, green, blue) in values.items())
    return f"{column}, {row}: {', '.join(shown)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)

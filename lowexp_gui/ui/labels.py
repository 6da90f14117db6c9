"""Texts and figures shown in the window."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QSize

from lowexp_gui.app.messages.sentences import digits, filled
from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.threads.activity import Activity


def state_text(status: PhotoStatus) -> str:
    """A short text for a photo's state; empty if nobody has asked for its result."""
    translate = QCoreApplication.translate
    if status.state is PhotoState.WORKING:
        return filled(translate("labels", "working, %1 %"), round(100 * status.fraction))
    if status.state is PhotoState.DONE and status.sentence:
        return translate("labels", "not saved")
    return {
        PhotoState.WAITING: "",
        PhotoState.QUEUED: translate("labels", "queued"),
        PhotoState.READING: translate("labels", "working…"),
        PhotoState.DONE: translate("labels", "ready"),
        PhotoState.SAVING: translate("labels", "saving…"),
        PhotoState.SAVED: translate("labels", "saved"),
        PhotoState.FAILED: translate("labels", "failed"),
        PhotoState.CANCELLED: translate("labels", "cancelled"),
    }[status.state]


def rating_text(photo: OpenPhoto) -> str:
    """A short text for a photo's rating; empty if it has none."""
    if photo.is_rejected:
        return QCoreApplication.translate("labels", "rejected")
    return filled(QCoreApplication.translate("labels", "rating %1"), photo.stars) if photo.stars else ""


def activity_text(activity: Activity) -> str:
    """A text such as “2 of 14, 63 %, 0:41 left”."""
    translate = QCoreApplication.translate
    parts = []
    if activity.count > 1:
        parts.append(filled(translate("labels", "%1 of %2"), activity.position, activity.count))
    if activity.paused:
        parts.append(translate("labels", "paused"))
    elif activity.preparing:
        parts.append(translate("labels", "preparing…"))
    else:
        parts.append(filled(translate("labels", "%1 %"), round(100 * activity.fraction)))
    if activity.seconds_left is not None:
        parts.append(filled(translate("labels", "%1 left"), duration_text(activity.seconds_left)))
    return translate("labels", ", ").join(parts)


def duration_text(seconds: float) -> str:
    """Minutes and seconds, or hours, minutes and seconds."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = (hours, minutes, rest) if hours else (minutes, rest)
    return ":".join([digits(parts[0]), *(digits(part, 2) for part in parts[1:])])


def photo_text(size: QSize, bit_depth: int, scale: float) -> str:
    """A text such as “6000 × 4000, 16 bit, 100 %”."""
    text = QCoreApplication.translate("labels", "%1 × %2, %3 bit, %4 %")
    return filled(text, size.width(), size.height(), bit_depth, round(100 * scale))


def values_text(place: tuple[int, int], values: Iterable[tuple[str, tuple[int, int, int]]]) -> str:
    """A text such as “120, 45: Before 12 10 9, Final 96 91 80”, from titles with red, green and blue."""
    comma = QCoreApplication.translate("labels", ", ")
    shown = (" ".join((title, *map(digits, colour))) for title, colour in values)
    return f"{comma.join(map(digits, place))}: {comma.join(shown)}"

"""Texts in a pane without a picture."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus


def pane_label(status: PhotoStatus, *, of_result: bool, is_read: bool) -> str:
    """The text for a photo's state.

    Args:
        status: the photo's state.
        of_result: whether the pane shows a result and not the original.
        is_read: whether the original is loaded and only its result is missing.
    """
    translate = QCoreApplication.translate
    if of_result and not is_read:
        return ""
    match status.state:
        case PhotoState.READING:
            return translate("pane_label", "Reading the photo…")
        case PhotoState.FAILED:
            return problem_label(status)
        case PhotoState.CANCELLED:
            return translate("pane_label", "Cancelled. Press F5 to run again.")
        case PhotoState.WORKING if of_result:
            return translate("pane_label", "Analysing the light…")
        case PhotoState.WAITING | PhotoState.QUEUED:
            return translate("pane_label", "Waiting")
    return ""


def problem_label(status: PhotoStatus) -> str:
    """Why a photo failed and what to do; empty if it did not fail."""
    if status.state is not PhotoState.FAILED:
        return ""
    again = QCoreApplication.translate("pane_label", "Press F5 to try again.")
    return f"{status.sentence}\n{again}"

"""What a pane says while it has no picture."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus


def pane_label(status: PhotoStatus, *, of_result: bool, is_read: bool) -> str:
    """A sentence for a photo's state.

    Args:
        status: where the photo stands.
        of_result: for a pane of the result, not of the photo as it was.
        is_read: the photo as it was is there, so that only its result is missing.
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
        case PhotoState.WAITING:
            return translate("pane_label", "Waiting")
    return ""


def problem_label(status: PhotoStatus) -> str:
    """Why a photo failed and what to do; empty for one that did not."""
    if status.state is not PhotoState.FAILED:
        return ""
    again = QCoreApplication.translate("pane_label", "Press F5 to try again.")
    return f"{status.sentence}\n{again}"

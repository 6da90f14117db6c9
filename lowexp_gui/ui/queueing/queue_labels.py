"""Texts about the queue."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import filled, in_window_language, isolated, translated
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.batch.job import OutputRule
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState, QueueEntry, QueueSettings
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.ui.labels import duration_text


def entry_state_text(entry: QueueEntry, done: float) -> str:
    """A short text for an entry's state; `done` is the finished share while it runs."""
    translate = QCoreApplication.translate
    if entry.state is EntryState.RUNNING:
        return filled(translate("queue", "%1 %"), round(100 * done))
    return {
        EntryState.WAITING: translate("queue", "waiting"),
        EntryState.DONE: translate("queue", "saved"),
        EntryState.SKIPPED: translate("queue", "already exists"),
        EntryState.FAILED: translate("queue", "failed"),
        EntryState.CANCELLED: translate("queue", "cancelled"),
    }[entry.state]


def settings_text(settings: QueueSettings) -> str:
    """A text such as “studio, Brightness 120 %, JPEG 95”."""
    comma = QCoreApplication.translate("queue", ", ")
    parts = [settings.model, *_adjustments(settings.adjustments), _format(settings.output)]
    return comma.join(isolated(part) for part in parts if part)


def _adjustments(adjustments: Adjustments) -> list[str]:
    text = QCoreApplication.translate("queue", "%1 %2 %")
    return [
        filled(text, translated(about.title), round(100 * getattr(adjustments, name)))
        for name, about in ADJUSTMENTS.items()
        if getattr(adjustments, name) != about.neutral
    ]


def _format(output: OutputRule) -> str:
    """Text for the format; empty for the photo's own."""
    if output.format is None:
        return ""
    about = output.format.about
    return f"{about.title} {output.encoding.quality}" if about.heeds("quality") else about.title


def result_text(entry: QueueEntry) -> str:
    """The path of the result, or why there is none."""
    if entry.state is EntryState.FAILED:
        return in_window_language(entry.sentence)
    into = QCoreApplication.translate("queue", "in “%1”")
    if entry.result is None:
        return filled(into, entry.folder.name or str(entry.folder))
    return isolated(f"{entry.result.parent.name}/{entry.result.name}")


def queue_text(queue: PhotoQueue) -> str:
    """A text such as “3 of 14 done, 1 failed, 0:41 left”."""
    translate = QCoreApplication.translate
    if queue.is_adding:
        return translate("queue", "Looking for photos…")
    if not len(queue):
        return translate("queue", "The queue is empty.")
    settled = len(queue) - queue.count(*UNFINISHED)
    parts = [filled(translate("queue", "%1 of %2 done"), settled, len(queue))]
    failed, activity = queue.count(EntryState.FAILED), queue.activity
    if failed:
        parts.append(filled(translate("queue", "%1 failed"), failed))
    if queue.is_paused:
        parts.append(translate("queue", "paused"))
    elif activity is not None and activity.seconds_left is not None:
        parts.append(filled(translate("labels", "%1 left"), duration_text(activity.seconds_left)))
    return translate("queue", ", ").join(parts)

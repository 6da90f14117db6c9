"""Actions for crash reports."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.diagnostics.crash_reports import crash_reports, mark_seen
from lowexp_gui.ui.photos.folders import show_reports

_REMEDIES = (Remedy.COPY_REPORT, Remedy.SHOW_REPORTS)


class ReportCommands(QObject):
    """Copies the latest report, shows the folder of reports, and marks reports as seen."""

    noticed = Signal(object)
    """Notice"""

    @Slot()
    def copy(self) -> None:
        """Copy the latest report to the clipboard."""
        mark_seen()
        text = next((report.text for report in crash_reports()), "")
        if text:
            QGuiApplication.clipboard().setText(text)
            self.noticed.emit(Notice(self.tr("The report is copied; paste it into a message.")))
        else:
            sentence = self.tr("The report can no longer be read.")
            self.noticed.emit(Notice(sentence, NoticeKind.WARNING))

    @Slot()
    def show(self) -> None:
        """Show the folder of all reports."""
        mark_seen()
        show_reports()

    @Slot(object)
    def on_dismissed(self, notice: Notice) -> None:
        """Mark reports as seen when their message is dismissed."""
        if notice.remedy in _REMEDIES:
            mark_seen()

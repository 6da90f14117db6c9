"""About Lowexp: version, terms of models and photos, and the licences of all parts."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from lowexp_gui import __version__
from lowexp_gui.app.messages.sentences import filled, is_right_to_left, isolated
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.photos.disk_requests import LicencesRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.paths import log_folder, reports_folder
from lowexp_gui.ui.help.licence_browser import LicenceBrowser

_QT_SOURCES = "https://download.qt.io/official_releases/qt/"
_PYSIDE_SOURCES = "https://download.qt.io/official_releases/QtForPython/"
_LGPL = "https://www.gnu.org/licenses/lgpl-3.0.html"


class AboutPage(QDialog):
    """A dialog that stays open beside the window.

    Attributes:
        tabs: the tabs; licences: the last but one.
    """

    def __init__(
        self, models: Iterable[ModelChoice], disk: DiskWorker, parent: QWidget | None = None
    ) -> None:
        """A page about the program and the models; the licences appear after they have been read."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Lowexp"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.licences = LicenceBrowser(disk)
        self.tabs = QTabWidget()
        self.tabs.addTab(_page(self.tr("Lowexp"), self._about()), self.tr("Lo&wexp"))
        self.tabs.addTab(_page(self.tr("Terms"), self._terms(models)), self.tr("&Terms"))
        self.tabs.addTab(self.licences, self.tr("&Licences"))
        self.tabs.addTab(_page(self.tr("Qt"), self._qt()), self.tr("&Qt"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 100, self.fontMetrics().height() * 34)
        disk.ask(LicencesRequest())

    def _about(self) -> str:
        return "".join(
            (
                _heading(filled(self.tr("Lowexp %1"), __version__)),
                _paragraph(self.tr("Turns under-exposed photos into bright, clean ones.")),
                _paragraph(
                    self.tr(
                        "Everything happens on this computer. Lowexp uses no network, looks "
                        "for no updates and sends nothing to anyone."
                    )
                ),
                _paragraph(
                    self.tr(
                        "Lowexp is free software under the Apache License, version 2.0. The models have "
                        "terms of their own: see “Terms”."
                    )
                ),
                _paragraph(filled(self.tr("The log is in %1."), str(log_folder()))),
                _paragraph(filled(self.tr("Reports of crashes are in %1."), str(reports_folder()))),
            )
        )

    def _terms(self, models: Iterable[ModelChoice]) -> str:
        return "".join(
            (
                *(self._model(model) for model in models),
                _heading(self.tr("Photos that come with Lowexp")),
                _paragraph(
                    self.tr(
                        "The sample photo, and the photos that are rehearsed in fine-tuning, "
                        "are from the CLIC 2025 set under the Unsplash licence, which allows "
                        "any use, also commercial."
                    )
                ),
            )
        )

    def _model(self, model: ModelChoice) -> str:
        learnt_from = [f"{source.name}: {source.terms}" for source in model.sources]
        return "".join(
            (
                _heading(filled(self.tr("The model %1"), model.title)),
                _paragraph(model.terms),
                _paragraph(self.tr("Trained on:")) if learnt_from else "",
                *(_paragraph(each) for each in learnt_from),
            )
        )

    def _qt(self) -> str:
        versions = self.tr(
            "Lowexp uses Qt %1 and Qt for Python (PySide6) %2 under the GNU Lesser General Public License, "
            "version 3: %3"
        )
        freedom = self.tr(
            "They are separate, unchanged shared libraries: the files in %1. You "
            "may change them and replace them with other builds of the same "
            "version. You may reverse-engineer Lowexp to find errors in your "
            "changes."
        )
        sources = self.tr("Their source code, also of this version, is available from %1 and %2")
        folder = str(Path(PySide6.__file__).parent)
        return "".join(
            (
                _heading(self.tr("Qt and Qt for Python")),
                _paragraph(filled(versions, qVersion(), PySide6.__version__, _LGPL)),
                _paragraph(filled(freedom, folder)),
                _paragraph(filled(sources, _QT_SOURCES, _PYSIDE_SOURCES)),
            )
        )


def _page(name: str, html: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setAccessibleName(name)
    # Nothing is downloaded; addresses are only text to copy.
    page.setOpenLinks(False)
    page.setHtml(html)
    return page


def _heading(text: str) -> str:
    return f"<h3 align='{_side()}'>{escape(text)}</h3>"


def _paragraph(text: str) -> str:
    return f"<p align='{_side()}'>{escape(isolated(text))}</p>"


def _side() -> str:
    # Rich text is not mirrored automatically.
    return "right" if is_right_to_left() else "left"

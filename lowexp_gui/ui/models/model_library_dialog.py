"""The dialog of the model library, which stays open beside the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.models.model_library import ModelLibrary
from lowexp_gui.library.model_file import MODEL_SUFFIX
from lowexp_gui.library.own_models import DeletedModel, ModelDetails
from lowexp_gui.photo.naming import free_path
from lowexp_gui.ui.models.model_form import ModelForm
from lowexp_gui.ui.models.model_labels import details, terms_title
from lowexp_gui.ui.photos.file_kinds import is_model, model_kinds


class ModelLibraryDialog(QDialog):
    """All models, and details and actions of the selected one.

    Attributes:
        list, details, form: the models, and details of the selected one.
        use_button and so on: the actions.
        message: the outcome of an action; undo_button: restores the last deleted model.
    """

    use_asked = Signal(str)
    compare_asked = Signal(str)

    def __init__(self, library: ModelLibrary, used: str, parent: QWidget | None = None) -> None:
        """A dialog with the current models.

        Args:
            used: name of the current model, which is selected first.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model library"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library, self._used = library, used
        self._deleted: DeletedModel | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Model library"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details = QTextBrowser()
        self.details.setAccessibleName(self.tr("About this model"))
        self.form = ModelForm()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.details)
        self._pages.addWidget(self.form)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.use_button = self._button(self.tr("&Use"), self.tr("Enhance with this model"))
        self.compare_button = self._button(self.tr("&Compare"), self.tr("Show its result in a pane"))
        self.rename_button = self._button(self.tr("&Rename…"), self.tr("Change title and name"))
        self.describe_button = self._button(self.tr("De&scribe…"), self.tr("Change the description"))
        self.export_button = self._button(self.tr("&Export…"), self.tr("Save this model to a file"))
        self.import_button = self._button(self.tr("&Import…"), self.tr("Add a model from a file"))
        self.delete_button = self._button(self.tr("&Delete"), self.tr("Delete this model from the library"))
        self.undo_button = self._button(self.tr("U&ndo"), self.tr("Restore the deleted model"))
        self._arrange()
        self._connect()
        self._show_models(used)
        self._say("")
        self.list.setFocus()
        library.refresh()

    @property
    def marked(self) -> ModelChoice | None:
        """The selected model."""
        item = self.list.currentItem()
        return None if item is None else self._library.find(item.data(Qt.ItemDataRole.UserRole))

    @Slot(str)
    def show_used(self, name: str) -> None:
        """Show that another model is in use."""
        self._used = name
        self._show_models()

    def _button(self, text: str, hint: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(hint)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        buttons = QVBoxLayout()
        for button in (self.use_button, self.compare_button, self.rename_button, self.describe_button):
            buttons.addWidget(button)
        buttons.addSpacing(12)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.import_button)
        buttons.addSpacing(12)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 2)
        middle.addWidget(self._pages, 4)
        middle.addLayout(buttons)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.undo_button)
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.close)
        closing.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        foot.addWidget(closing)
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.resize(self.fontMetrics().averageCharWidth() * 120, self.fontMetrics().height() * 26)

    def _connect(self) -> None:
        library = self._library
        self.list.currentItemChanged.connect(self._show_marked)
        self.list.itemActivated.connect(self._on_use)
        for button, slot in (
            (self.use_button, self._on_use),
            (self.compare_button, self._on_compare),
            (self.rename_button, self._on_rename),
            (self.describe_button, self._on_describe),
            (self.export_button, self._on_export),
            (self.import_button, self._on_import),
            (self.delete_button, self._on_delete),
            (self.undo_button, self._on_undo),
        ):
            button.clicked.connect(slot)
        self.form.kept.connect(self._on_kept)
        self.form.cancelled.connect(self._show_marked)
        library.changed.connect(self._show_models)
        library.renamed.connect(self._on_renamed)
        library.imported.connect(self._show_models)
        library.restored.connect(self._show_models)
        library.deleted.connect(self._on_deleted)
        library.noticed.connect(self._on_notice)

    @Slot()
    @Slot(str)
    def _show_models(self, name: str = "") -> None:
        """Refresh the list and select a model, the previously selected one, or the one in its place."""
        item, row = self.list.currentItem(), self.list.currentRow()
        wanted = name or ("" if item is None else item.data(Qt.ItemDataRole.UserRole))
        editing = self._pages.currentWidget() is self.form and self._library.find(wanted) is not None
        self.list.blockSignals(True)
        self.list.clear()
        for model in self._library.models:
            title = terms_title(model)
            if model.name == self._used:
                title = filled(self.tr("%1 (in use)"), title)
            entry = QListWidgetItem(title, self.list)
            entry.setData(Qt.ItemDataRole.UserRole, model.name)
        names = self._library.names
        self.list.setCurrentRow(names.index(wanted) if wanted in names else min(row, len(names) - 1))
        self.list.blockSignals(False)
        if not editing:
            self._show_marked()

    @Slot()
    def _show_marked(self) -> None:
        """Show the selected model and its actions."""
        model = self.marked
        self._pages.setCurrentWidget(self.details)
        start = None if model is None else self._library.find(model.start)
        if model is None:
            self.details.clear()
        else:
            self.details.setHtml(details(model, model.start if start is None else start.title))
        own = model is not None and not model.shipped
        for button in (self.rename_button, self.describe_button, self.delete_button):
            button.setEnabled(own)
        for button in (self.compare_button, self.export_button):
            button.setEnabled(model is not None)
        self.use_button.setEnabled(model is not None and model.name != self._used)

    def _say(self, sentence: str, deleted: DeletedModel | None = None) -> None:
        self._deleted = deleted
        self.message.setText(sentence)
        self.undo_button.setVisible(deleted is not None)

    def _edit(self, field: QWidget) -> None:
        model = self.marked
        if model is not None:
            self.form.show_model(model)
            self._pages.setCurrentWidget(self.form)
            field.setFocus()

    @Slot()
    def _on_use(self) -> None:
        if self.marked is not None:
            self.use_asked.emit(self.marked.name)

    @Slot()
    def _on_compare(self) -> None:
        if self.marked is not None:
            self.compare_asked.emit(self.marked.name)

    @Slot()
    def _on_rename(self) -> None:
        self._edit(self.form.title)

    @Slot()
    def _on_describe(self) -> None:
        self._edit(self.form.description)

    @Slot(str, object)
    def _on_kept(self, name: str, words: ModelDetails) -> None:
        self._show_marked()
        self.list.setFocus()
        self._library.change_details(name, words)

    @Slot(str, str)
    def _on_renamed(self, before: str, now: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == before:
                item.setData(Qt.ItemDataRole.UserRole, now)

    @Slot()
    def _on_export(self) -> None:
        model = self.marked
        if model is None:
            return
        title = self.tr("Export a model")
        file, _ = QFileDialog.getSaveFileName(self, title, f"{model.name}{MODEL_SUFFIX}", model_kinds())
        if file:
            path = Path(file)
            # The file dialog has asked about replacing only the name that was entered.
            named = path if is_model(path) else free_path(Path(f"{file}{MODEL_SUFFIX}"))
            self._library.export(model.name, named)

    @Slot()
    def _on_import(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Import models"), "", model_kinds())
        for file in files:
            self._library.import_file(Path(file))

    @Slot()
    def _on_delete(self) -> None:
        model = self.marked
        if model is not None and not model.shipped:
            self._library.delete(model.name)

    @Slot(object)
    def _on_deleted(self, deleted: DeletedModel) -> None:
        self._say(filled(self.tr("%1 was deleted."), f"“{deleted.card.title}”"), deleted)

    @Slot()
    def _on_undo(self) -> None:
        if self._deleted is not None:
            self._library.restore(self._deleted)
            self._say("")
            self.list.setFocus()

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        self._say(notice.sentence, self._deleted)

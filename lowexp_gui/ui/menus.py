"""The menu bar."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from lowexp_gui.ui.actions import Actions


def fill_menus(bar: QMenuBar, actions: Actions) -> None:
    """Put every action where people look for it."""
    file = _menu(bar, _tr("&File"))
    file.addActions([actions.open, actions.open_folder, actions.paste])
    file.addSeparator()
    file.addActions([actions.save, actions.save_all])
    file.addSeparator()
    file.addAction(actions.quit)
    edit = _menu(bar, _tr("&Edit"))
    edit.addActions([actions.undo, actions.redo])
    edit.addSeparator()
    edit.addAction(actions.reset)
    photo = _menu(bar, _tr("&Photo"))
    photo.addActions([actions.previous, actions.next])
    photo.addSeparator()
    photo.addActions([actions.run_again, actions.cancel])
    photo.addSeparator()
    photo.addAction(actions.remove)
    view = _menu(bar, _tr("&View"))
    view.addActions([actions.fit, actions.actual_pixels, actions.zoom_in, actions.zoom_out])
    view.addSeparator()
    view.addActions(list(actions.stages.values()))
    view.addSeparator()
    theme = view.addMenu(_tr("&Theme"))
    theme.addActions(list(actions.themes.values()))
    view.addAction(actions.full_screen)
    _menu(bar, _tr("&Help")).addAction(actions.show_log)


def _menu(bar: QMenuBar, title: str) -> QMenu:
    menu = QMenu(title, bar)
    bar.addMenu(menu)
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)

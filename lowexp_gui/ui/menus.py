"""The menu bar."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from lowexp_gui.app.viewing.source import MethodPicture
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos.recent_menu import RecentMenu
from lowexp_gui.ui.viewing.colour_commands import ColourCommands
from lowexp_gui.ui.viewing.view_actions import ViewActions


def fill_menus(bar: QMenuBar, actions: Actions, recent: RecentMenu, colours: ColourCommands) -> None:
    """Fill the menus with all actions."""
    translate = QCoreApplication.translate
    file = _menu(bar, translate("menus", "&File"))
    file.addActions([actions.open, actions.open_folder])
    file.addMenu(recent)
    file.addSeparator()
    file.addActions([actions.save, actions.save_all])
    file.addSeparator()
    file.addActions([actions.queue, actions.queue_folder, actions.watch_folder])
    file.addSeparator()
    file.addAction(actions.quit)
    edit = _menu(bar, translate("menus", "&Edit"))
    edit.addActions([actions.undo, actions.redo])
    edit.addSeparator()
    edit.addActions([actions.copy, actions.paste])
    edit.addSeparator()
    edit.addActions([actions.photos.select_all, actions.photos.select_none])
    edit.addSeparator()
    edit.addActions([actions.copy_adjustments, actions.paste_adjustments, actions.adjust_all])
    edit.addActions([actions.reset, actions.save_preset])
    edit.addActions([actions.pick_neutral, actions.remember, actions.switch_state, actions.history])
    photo = _menu(bar, translate("menus", "&Photo"))
    photo.addActions([actions.previous, actions.next])
    photo.addSeparator()
    photos = actions.photos
    rating = photo.addMenu(translate("menus", "&Rating"))
    rating.addActions(photos.ratings)
    sort = photo.addMenu(translate("menus", "Sor&t"))
    sort.addActions([*photos.sorts.values(), photos.descending])
    photo.addMenu(translate("menus", "&Filter")).addActions(list(photos.filters.values()))
    photo.addMenu(translate("menus", "&Geometry")).addActions(actions.geometry.all)
    photo.addSeparator()
    photo.addActions([actions.run_again, actions.cancel, photos.ahead])
    photo.addSeparator()
    photo.addActions([actions.queue_photo, actions.show_in_folder, actions.remove])
    photo.addSeparator()
    photo.addActions([actions.models, actions.finetune, actions.storage])
    _fill_view(_menu(bar, translate("menus", "&View")), actions, colours)
    help_menu = _menu(bar, translate("menus", "&Help"))
    help_menu.addActions([actions.palette, actions.manual, actions.shortcuts])
    help_menu.addSeparator()
    help_menu.addActions([actions.show_log, actions.show_reports])
    help_menu.addSeparator()
    help_menu.addAction(actions.about)


def _fill_view(menu: QMenu, actions: Actions, colours: ColourCommands) -> None:
    translate, view = QCoreApplication.translate, actions.view
    menu.addAction(actions.photos.grid)
    strip = menu.addMenu(translate("menus", "Film&strip"))
    strip.addActions(list(actions.photos.places.values()))
    strip.addSeparator()
    strip.addActions(list(actions.photos.strip_sizes.values()))
    menu.addMenu(translate("menus", "Grid si&ze")).addActions(list(actions.photos.tile_sizes.values()))
    menu.addSeparator()
    menu.addActions([view.fit, view.actual_pixels, view.zoom_in, view.zoom_out])
    menu.addSeparator()
    menu.addActions([view.compare, *view.arrangements.values(), view.swap, view.turn_wipe])
    menu.addSeparator()
    fill_sources(menu, view)
    menu.addActions([view.open_reference, view.figures])
    menu.addSeparator()
    menu.addActions([view.before, view.loupe, view.navigator, view.clipping, view.whole_histogram])
    menu.addSeparator()
    menu.addMenu(colours.menu)
    menu.addAction(actions.view.proof)
    menu.addSeparator()
    theme = menu.addMenu(translate("menus", "&Theme"))
    theme.addActions(list(view.themes.values()))
    surround = menu.addMenu(translate("menus", "S&urround"))
    surround.addActions(list(view.surrounds.values()))
    languages = menu.addMenu(translate("menus", "Lan&guage"))
    languages.addActions(list(view.languages.values()))
    menu.addSeparator()
    menu.addActions([view.left_panel, view.right_panel, view.both_panels, view.full_screen])
    menu.addAction(actions.messages)


def fill_sources(menu: QMenu, view: ViewActions) -> None:
    """Add what the active pane can show, in three menus."""
    translate = QCoreApplication.translate
    sources = menu.addMenu(translate("menus", "Show in this &pane"))
    shown, made = view.sources.items(), MethodPicture
    sources.addActions([action for source, action in shown if not isinstance(source, made)])
    sources.addAction(view.other_model)
    view.models_menu.setTitle(translate("menus", "&Model in this pane"))
    menu.addMenu(view.models_menu)
    methods = menu.addMenu(translate("menus", "Met&hod in this pane"))
    methods.addActions([action for source, action in shown if isinstance(source, made)])


def _menu(bar: QMenuBar, title: str) -> QMenu:
    menu = QMenu(title, bar)
    bar.addMenu(menu)
    return menu

"""Two windows at a time: neither loses what the other has kept."""

from lowexp_gui.config.presets import kept_presets
from lowexp_gui.config.settings import Theme, load_settings
from lowexp_gui.config.window_state import load_window_state


def test_two_windows_keep_what_each_has_opened(make_person, dark_photos, tmp_path):
    first, second = make_person(), make_person()
    first.window.open_paths((dark_photos[0],))
    second.window.open_paths((dark_photos[1],))
    first.window.close()
    second.window.close()
    # Both write at nearly the same time, so either may be the latest.
    assert set(load_window_state().recent) == {dark_photos[0], dark_photos[1]}
    assert load_window_state().folder == dark_photos[0].parent


def test_a_list_that_one_window_clears_is_not_brought_back_by_another(make_person, dark_photos):
    make_and_close = make_person()
    make_and_close.window.open_paths((dark_photos[0],))
    make_and_close.window.close()
    first, second = make_person(), make_person()
    first.window._opening.menu.cleared.emit()
    first.wait(lambda: load_window_state().recent == ())
    second.window.open_paths((dark_photos[1],))
    first.window.close()
    second.window.close()
    assert load_window_state().recent == (dark_photos[1],)


def test_two_windows_keep_settings_that_each_has_changed(make_person):
    first, second = make_person(), make_person()
    first.window._preferences.set_theme(Theme.DARK)
    second.window._preferences.set_device("cpu")
    assert (load_settings().theme, load_settings().device) == (Theme.DARK, "cpu")


def test_two_windows_keep_presets_beside_each_other(make_person):
    first, second = make_person(), make_person()
    for person, name in ((first, "one"), (second, "two")):
        bar = person.window.parts.adjustments.presets
        bar.line.setText(name)
        bar.keep()
    assert [preset.name for preset in kept_presets()] == ["one", "two"]
    assert second.window.parts.adjustments.presets.presets.keys() >= {"one", "two"}

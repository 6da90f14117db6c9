import datetime
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import (
    IfExists,
    TemplateError,
    check_template,
    example_name,
    free_path,
    output_path,
)

FOLDER = Path("out")
NEW_YEAR = datetime.date(2025, 1, 1)
LEAP_DAY = datetime.date(2024, 2, 29)
names = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=80
).filter(lambda name: name.strip(". "))


def named(photo: str | None, template: str, photo_format=PhotoFormat.JPEG, **fields) -> str:
    path = output_path(None if photo is None else Path(photo), FOLDER, template, photo_format, **fields)
    assert path.parent == FOLDER
    return path.name


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{stem}_lowexp", "IMG_1_lowexp.jpg"),
        ("{name} bright", "IMG_1.png bright.jpg"),
        ("{date} {stem}", "2025-01-01 IMG_1.jpg"),
        ("{model}-{n:03}", "studio-007.jpg"),
        ("night", "night.jpg"),
        ("{folder} {taken}", "photos 2024-02-29.jpg"),
    ],
)
def test_fields_are_filled_in(template, name):
    assert named("photos/IMG_1.png", template, model="studio", n=7, taken=LEAP_DAY, today=NEW_YEAR) == name


@pytest.mark.parametrize(
    ("photo_format", "suffix"),
    [
        (PhotoFormat.JPEG, ".jpg"),
        (PhotoFormat.PNG, ".png"),
        (PhotoFormat.WEBP, ".webp"),
        (PhotoFormat.TIFF, ".tif"),
    ],
)
def test_the_format_gives_the_suffix(photo_format, suffix):
    assert named("a.b.jpeg", "{stem}", photo_format) == "a.b" + suffix


def test_a_pasted_picture_has_a_name():
    assert named(None, "{stem}_lowexp") == "pasted_lowexp.jpg"


def test_today_is_the_date():
    before = datetime.date.today().isoformat()
    name = named("a.jpg", "{date}")
    assert before <= name.removesuffix(".jpg") <= datetime.date.today().isoformat()


@pytest.mark.parametrize(
    "stem", ["Nächte", unicodedata.normalize("NFD", "Nächte"), "夜景 🌃👩‍👩‍👧", "IMG {1}", "a:b", "NUL"]
)
def test_the_photos_own_name_passes_untouched(stem):
    assert named(f"{stem}.jpg", "{stem}") == f"{stem}.jpg"
    assert named(f"{stem}.jpg", "{stem}_lowexp") == f"{stem}_lowexp.jpg"


def test_a_name_that_is_no_text_passes_untouched():
    raw = os.fsdecode(b"caf\xe9")
    assert os.fsencode(named(f"{raw}.jpg", "{stem}_x")) == b"caf\xe9_x.jpg"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{stm}", "“{stm}” is not a field"),
        ("{stem.__class__}", "is not a field"),
        ("{0}", "is not a field"),
        ("{}", "is not a field"),
        ("{stem", "braces"),
        ("stem}", "braces"),
        ("{stem!x}", "cannot have this format"),
        ("{stem:q}", "cannot have this format"),
        ("{stem:999999999}", "cannot have this format"),
        ("{n:999999999}", "cannot have this format"),
        ("a/{stem}", "cannot contain folders"),
        ("..\\{stem}", "cannot contain folders"),
        ("{stem}..", "cannot contain folders"),
        ("{stem}: bright", "“:” is not allowed"),
        ("{stem}?", "“\\?” is not allowed"),
        ("tab\t{stem}", "not allowed"),
        ("", "empty"),
        ("   ", "empty"),
        ("con", "Windows"),
        ("LPT1.{model}", "Windows"),
        ("x" * 300, "too long"),
    ],
)
def test_a_template_of_no_use_is_explained(template, words):
    with pytest.raises(TemplateError, match=words) as caught:
        output_path(Path("IMG_1.jpg"), FOLDER, template, PhotoFormat.PNG)
    assert str(caught.value).endswith(".")


def test_a_template_without_anything_to_fill_in_is_fine():
    check_template("night {{1}}")
    assert named("a.jpg", "night {{1}}") == "night {1}.jpg"


def test_an_empty_result_is_refused():
    with pytest.raises(TemplateError, match="empty file name"):
        named("a.jpg", "{model}")


def test_a_models_name_cannot_leave_the_folder():
    assert named("a.jpg", "{stem} {model}", model="../my:net") == "a .._my_net.jpg"


@given(names, st.sampled_from(["{stem}_lowexp", "{name}", "{date} {stem}"]))
def test_names_fit_the_file_system_and_stay_in_the_folder(name, template):
    long = name * (400 // len(name) + 1)
    for photo in (name, long):
        result = output_path(FOLDER / photo, FOLDER, template, PhotoFormat.WEBP)
        assert len(os.fsencode(result.name)) <= 255
        assert result.parent == FOLDER
        assert result.name.endswith(".webp")


def test_shortening_keeps_characters_whole():
    accented = unicodedata.normalize("NFD", "é") * 200
    short = named(f"{accented}.jpg", "{stem}_lowexp")
    assert short.endswith("e\u0301_lowexp.jpg")
    assert 250 < len(os.fsencode(short)) <= 255
    family = "👩\u200d👩\u200d👧" * 30
    stem = named(f"{family}.jpg", "{stem}_lowexp").removesuffix("_lowexp.jpg")
    assert stem == "👩\u200d👩\u200d👧" * (len(stem) // 5)


def test_free_paths_count_up(tmp_path):
    path = tmp_path / "night.jpg"
    assert free_path(path) == path
    path.touch()
    assert free_path(path) == tmp_path / "night (2).jpg"
    (tmp_path / "night (2).jpg").symlink_to(tmp_path / "nowhere")
    assert free_path(path) == tmp_path / "night (3).jpg"


def test_a_free_path_is_not_too_long(tmp_path):
    path = tmp_path / ("ü" * 125 + ".jpg")
    path.touch()
    free = free_path(path)
    free.touch()
    assert free.name.endswith("ü (2).jpg")
    assert len(os.fsencode(free.name)) <= 255


def test_the_choices_are_values():
    assert [IfExists("skip"), IfExists("rename"), IfExists("overwrite")] == list(IfExists)


def test_a_long_folder_name_is_shortened_before_the_photo_s_own():
    name = named("f" * 250 + "/IMG_1.jpg", "{folder}-{stem}")
    assert len(name.encode()) == 255
    assert name.endswith("f-IMG_1.jpg")


def test_without_a_date_of_its_own_a_photo_has_today_s():
    assert named("a.jpg", "{taken}", today=NEW_YEAR) == "2025-01-01.jpg"


def test_an_example_is_what_a_template_gives():
    assert example_name("{folder} {stem}-{n:02}") == "Harbour IMG_1234-01.jpg"
    assert example_name("{stem}_x", Path("q/a.png"), PhotoFormat.TIFF) == "a_x.tif"
    with pytest.raises(TemplateError, match="not a field"):
        example_name("{nonsense}")

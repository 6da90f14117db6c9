import errno
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from photo_samples import picture

from lowexp_gui.photo.errors import PhotoError, TargetExistsError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.photo.writing import write_photo, write_rgb_png


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_overwritten_unless_asked(tmp_path):
    target = tmp_path / "out.png"
    target.write_bytes(b"precious")
    with pytest.raises(TargetExistsError, match=r"“out.png” already exists"):
        write_photo(picture(), Photo(picture()), target, format=PhotoFormat.PNG)
    assert target.read_bytes() == b"precious"
    write_photo(picture(), Photo(picture()), target, format=PhotoFormat.PNG, replace=True)
    np.testing.assert_array_equal(read_photo(target).pixels, picture())
    assert left_behind(tmp_path) == ["out.png"]


def test_a_dangling_link_is_something_that_exists(tmp_path):
    target = tmp_path / "out.png"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(TargetExistsError):
        write_rgb_png(picture(), target)
    assert target.is_symlink()


@pytest.mark.parametrize("links", [True, False])
def test_of_several_writers_one_wins(links, tmp_path, monkeypatch):
    if not links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    target = tmp_path / "out.png"
    together = threading.Barrier(8)
    outcomes = []

    def write(seed: int) -> None:
        together.wait()
        try:
            write_rgb_png(picture(seed=seed), target)
            outcomes.append(seed)
        except TargetExistsError:
            outcomes.append(None)

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    (winner,) = [seed for seed in outcomes if seed is not None]
    assert len(outcomes) == 8
    np.testing.assert_array_equal(read_photo(target).pixels, picture(seed=winner))
    assert left_behind(tmp_path) == ["out.png"]


def refuse(code: int):
    def refused(*args, **kwargs):
        raise OSError(code, os.strerror(code))

    return refused


def test_the_original_is_untouchable(tmp_path):
    original = tmp_path / "IMG_1.png"
    write_rgb_png(picture(), original)
    before = original.read_bytes()
    photo = read_photo(original)
    (tmp_path / "link.png").symlink_to(original)
    os.link(original, tmp_path / "hard.png")
    for target in (
        original,
        tmp_path / "link.png",
        tmp_path / "hard.png",
        tmp_path / ".." / tmp_path.name / "IMG_1.png",
    ):
        with pytest.raises(PhotoError, match="original photo"):
            write_photo(photo.pixels, photo, target, format=PhotoFormat.PNG, replace=True)
    assert original.read_bytes() == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "out")]
)
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(call, code, words, tmp_path, monkeypatch):
    target = tmp_path / "out.png"
    target.write_bytes(b"precious")
    monkeypatch.setattr(os, call, refuse(code))
    with pytest.raises(PhotoError, match=words):
        write_photo(picture(), Photo(picture()), target, format=PhotoFormat.PNG, replace=True)
    monkeypatch.undo()
    assert target.read_bytes() == b"precious"
    assert left_behind(tmp_path) == ["out.png"]


def test_a_claimed_name_is_given_back_if_the_move_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", refuse(errno.ENOTSUP))
    monkeypatch.setattr(os, "replace", refuse(errno.EIO))
    with pytest.raises(PhotoError):
        write_rgb_png(picture(), tmp_path / "out.png")
    assert left_behind(tmp_path) == []


def test_places_where_nothing_can_be_written_are_named(tmp_path, open_folder, ordinary_user):
    codes = picture()
    with pytest.raises(PhotoError, match="folder “missing” does not exist"):
        write_rgb_png(codes, tmp_path / "missing" / "out.png")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PhotoError, match="does not exist"):
        write_rgb_png(codes, tmp_path / "file" / "out.png")
    with pytest.raises(PhotoError, match="name is too long"):
        write_rgb_png(codes, tmp_path / ("x" * 300 + ".png"))
    with pytest.raises(PhotoError, match="name is not valid"):
        write_rgb_png(codes, tmp_path / "nul\0byte.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(PhotoError, match="folder with this name"):
        write_rgb_png(codes, tmp_path / "folder.png", replace=True)
    open_folder.chmod(0o555)
    with ordinary_user(), pytest.raises(PhotoError, match="is read-only"):
        write_rgb_png(codes, open_folder / "out.png")
    assert left_behind(open_folder) == []
    assert left_behind(tmp_path) == ["file", "folder.png"]


def test_files_have_the_usual_permissions(tmp_path):
    write_rgb_png(picture(), tmp_path / "out.png")
    (tmp_path / "usual").touch()
    assert (tmp_path / "out.png").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_or_a_device_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(PhotoError, match="was not saved: it is not a file; choose another place or name"):
        save_bytes(b"{}", pipe, replace=True)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path):
    original, link = tmp_path / "original.png", tmp_path / "link.json"
    original.write_bytes(b"a photo")
    link.symlink_to(original)
    save_bytes(b"{}", link, replace=True)
    assert original.read_bytes() == b"a photo"
    assert link.read_bytes() == b"{}"

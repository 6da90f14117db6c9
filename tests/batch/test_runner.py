"""Jobs: photos do not affect each other, none is lost, and no partial file remains."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from job_samples import write_dark
from PIL import Image

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import (
    Failed,
    Finished,
    JobEvent,
    Progressed,
    Started,
    Summary,
)
from lowexp_gui.batch.queue_run import RunOptions
from lowexp_gui.batch.runner import run_job
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import DeviceError
from lowexp_gui.model.card import ModelError
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.reading import read_photo


def job(out: Path, *inputs: Path, **rule: object) -> JobSpec:
    return JobSpec.of(inputs, "article", OutputRule(out, **rule))  # type: ignore[arg-type]


def run(spec: JobSpec) -> tuple[Summary, list[JobEvent]]:
    told: list[JobEvent] = []
    return run_job(spec, told.append, Event()), told


def test_a_folder_of_photos_is_enhanced_one_after_another(tmp_path: Path) -> None:
    photos = [write_dark(tmp_path / name) for name in ("b.jpg", "a.png", "ünï 日本 😀.webp", "c.tif")]
    summary, told = run(job(tmp_path / "out", tmp_path))
    assert summary == Summary(saved=4, skipped=0, failed=0)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"{photo.stem}_lowexp{photo.suffix}" for photo in photos
    )
    started = [event for event in told if isinstance(event, Started)]
    assert [(event.number, event.total) for event in started] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    for event in told:
        if isinstance(event, Finished):
            before, after = (np.asarray(Image.open(path)) for path in (event.path, event.saved.path))
            assert before.shape == after.shape
            assert after.mean() > 1.5 * before.mean()
    assert [event.done for event in told if isinstance(event, Progressed)] == [1.0] * 4


def test_a_bad_file_fails_alone(tmp_path: Path) -> None:
    good = write_dark(tmp_path / "good.png")
    whole = write_dark(tmp_path / "cut.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.png").touch()
    (tmp_path / "text.jpg").write_text("no picture")
    summary, told = run(job(tmp_path / "out", tmp_path))
    assert summary == Summary(saved=1, skipped=0, failed=3)
    failures = {event.path.name: str(event.sentence) for event in told if isinstance(event, Failed)}
    assert failures.keys() == {"cut.jpg", "empty.png", "text.jpg"}
    for name, sentence in failures.items():
        assert name in sentence
        assert "Traceback" not in sentence
        assert "\n" not in sentence
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{good.stem}_lowexp.png"]


def test_missing_paths_and_empty_folders_are_failures(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    summary, told = run(job(tmp_path / "out", tmp_path / "empty", tmp_path / "gone.jpg"))
    assert summary == Summary(saved=0, skipped=0, failed=2)
    assert "no photos" in str(told[0])
    assert "gone.jpg" in str(told[1])


def test_existing_results_are_renamed_skipped_or_replaced(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.png"), tmp_path / "out"
    run(job(out, photo))
    first = (out / "a_lowexp.png").read_bytes()
    assert run(job(out, photo))[0].saved == 1
    assert (out / "a_lowexp (2).png").read_bytes() == first
    summary, _ = run(job(out, photo, if_exists=IfExists.SKIP))
    assert summary == Summary(saved=0, skipped=1, failed=0)
    overwriting = job(out, photo, if_exists=IfExists.OVERWRITE)
    brighter = replace(overwriting, adjustments=Adjustments(brightness=1.5))
    run(brighter)
    assert (out / "a_lowexp.png").read_bytes() != first
    assert len(list(out.iterdir())) == 2


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    photo = write_dark(tmp_path / "a.png")
    before = photo.read_bytes()
    summary, _ = run(job(tmp_path, photo, template="{stem}", if_exists=IfExists.OVERWRITE))
    assert summary.saved == 1
    assert photo.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a (2).png", "a.png"]


def test_stages_are_written_as_png(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.jpg"), tmp_path / "out"
    run(job(out, photo, stages=True, format=PhotoFormat.WEBP))
    assert sorted(path.name for path in out.iterdir()) == [
        "a_enhanced.png",
        "a_illumination.png",
        "a_lowexp.webp",
    ]
    light = np.asarray(Image.open(out / "a_illumination.png")) / 255
    enhanced = np.asarray(Image.open(out / "a_enhanced.png")) / 255
    before = np.asarray(Image.open(photo)) / 255
    inside = enhanced < 1
    assert np.abs(enhanced * light - before)[inside].max() < 0.01


def test_metadata_and_profile_come_out_as_they_went_in(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.jpg"), tmp_path / "out"
    image = Image.open(photo)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "A camera", 6
    image.save(photo, exif=exif)
    run(job(out, photo))
    with Image.open(out / "a_lowexp.jpg") as result:
        assert result.size == (image.height, image.width)
        assert result.getexif()[0x010F] == "A camera"
        assert result.getexif()[0x0112] == 1


@pytest.mark.parametrize("photo_format", WRITABLE)
def test_results_are_made_smaller_in_every_format(tmp_path: Path, photo_format: PhotoFormat) -> None:
    photo, small, whole = tmp_path / "a.png", tmp_path / "small", tmp_path / "whole"
    write_dark(photo, 120, 90)
    opaque = np.full((90, 120), 255, np.uint8)
    opaque[:, :60] = 0
    with Image.open(photo) as image:
        image.putalpha(Image.fromarray(opaque))
        image.save(photo)
    for out, long_side in ((small, 40), (whole, 500)):
        run(job(out, photo, format=photo_format, encoding=Encoding(long_side=long_side)))
    result = read_photo(next(small.iterdir()))
    assert (result.width, result.height) == (40, 30)
    if photo_format.about.writing is not None and photo_format.about.writing.alpha:
        assert result.alpha is not None
        assert (result.alpha[:, :17] == 0).all()
        assert (result.alpha[:, 23:] == result.alpha.max()).all()
    unchanged = read_photo(next(whole.iterdir()))
    assert (unchanged.width, unchanged.height) == (120, 90)


def test_exif_of_a_smaller_result_has_its_size(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.jpg", 90, 60), tmp_path / "out"
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0xA002: 90, 0xA003: 60})
    Image.open(photo).save(photo, exif=exif)
    run(job(out, photo, encoding=Encoding(long_side=45)))
    with Image.open(out / "a_lowexp.jpg") as result:
        assert result.size == (45, 30)
        inner = result.getexif().get_ifd(0x8769)
        assert (inner[0xA002], inner[0xA003]) == (45, 30)


def test_a_job_that_cannot_start_reports_why(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.png"), tmp_path / "out"
    spec = job(out, photo)
    with pytest.raises(ModelError, match="no model"):
        run(replace(spec, model="nonesuch"))
    with pytest.raises(DeviceError, match="no device"):
        run(replace(spec, device="cuda:77"))
    (tmp_path / "file").touch()
    with pytest.raises(PhotoError, match="Choose another output folder"):
        run(job(tmp_path / "file" / "out", photo))
    assert not out.exists()


@pytest.mark.parametrize("if_exists", IfExists)
def test_results_of_one_name_do_not_take_each_other_s_place(tmp_path: Path, if_exists: IfExists) -> None:
    for folder, seed in (("x", 1), ("y", 2)):
        (tmp_path / folder).mkdir()
        write_dark(tmp_path / folder / "s.png", seed=seed)
    out = tmp_path / "out"
    spec = job(out, tmp_path / "x", tmp_path / "y", if_exists=if_exists)
    assert run(spec)[0] == Summary(saved=2, skipped=0, failed=0)
    names = ["s_lowexp (2).png", "s_lowexp.png"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert (out / names[0]).read_bytes() != (out / names[1]).read_bytes()
    run(spec)
    assert len(list(out.iterdir())) == (4 if if_exists is IfExists.RENAME else 2)


def test_no_photo_of_the_job_is_written_over(tmp_path: Path) -> None:
    for name in ("a.png", "a_enhanced.png", "a_lowexp.png"):
        write_dark(tmp_path / name, seed=len(name))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    summary, _ = run(job(tmp_path, tmp_path, stages=True, if_exists=IfExists.OVERWRITE))
    assert summary == Summary(saved=3, skipped=0, failed=0)
    assert {path: path.read_bytes() for path in before} == before


def test_stages_and_result_have_names_of_their_own(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.png"), tmp_path / "out"
    run(job(out, photo, template="{stem}_enhanced", stages=True, if_exists=IfExists.OVERWRITE))
    assert sorted(path.name for path in out.iterdir()) == [
        "a_enhanced (2).png",
        "a_enhanced.png",
        "a_illumination.png",
    ]


def test_missing_stages_are_made_where_the_result_is_there(tmp_path: Path) -> None:
    photo, out = write_dark(tmp_path / "a.png"), tmp_path / "out"
    run(job(out, photo))
    before = (out / "a_lowexp.png").stat().st_mtime_ns
    summary, told = run(job(out, photo, stages=True, if_exists=IfExists.SKIP))
    assert summary.saved == 1
    assert isinstance(told[-1], Finished)
    assert [path.name for path in told[-1].saved.stages] == ["a_enhanced.png", "a_illumination.png"]
    assert (out / "a_lowexp.png").stat().st_mtime_ns == before
    assert run(job(out, photo, stages=True, if_exists=IfExists.SKIP))[0].skipped == 1


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_a_stage_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    import resource

    photo, out = write_dark(tmp_path / "a.jpg", 300, 200), tmp_path / "out"
    run(job(tmp_path / "sizes", photo, stages=True))
    small, large = ((tmp_path / "sizes" / name).stat().st_size for name in ("a_lowexp.jpg", "a_enhanced.png"))
    assert small < large
    spec = job(out, photo, stages=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, ((small + large) // 2, before[1]))
        summary, told = run(spec)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert summary.failed == 1
    assert isinstance(told[-1], Failed)
    assert "a_enhanced.png" in str(told[-1].sentence)
    assert list(out.iterdir()) == []


def test_without_photos_no_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run(job(tmp_path / "out", tmp_path / "empty"))
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name != "posix" or not Path("/dev/full").exists(), reason="needs a small file system")
def test_a_read_only_folder_is_a_sentence(tmp_path: Path) -> None:
    photo = write_dark(tmp_path / "a.png")
    summary, told = run(job(Path("/proc/self/fd"), photo))
    assert summary.failed == 1
    assert isinstance(told[-1], Failed)
    assert "not saved" in str(told[-1].sentence)


def test_cancelling_leaves_only_whole_files(tmp_path: Path) -> None:
    for name in "abc":
        write_dark(tmp_path / f"{name}.png", 700, 600)
    cancel = Event()

    def stop_in_the_second(event: JobEvent) -> None:
        if isinstance(event, Progressed) and event.path.name == "b.png":
            cancel.set()

    with pytest.raises(Cancelled):
        run_job(job(tmp_path / "out", tmp_path), stop_in_the_second, cancel, RunOptions(jobs=1))
    left = {path.name: path for path in (tmp_path / "out").iterdir()}
    # The second may have been saved before its report; the third was never started.
    assert {"a_lowexp.png"} <= set(left) <= {"a_lowexp.png", "b_lowexp.png"}
    for path in left.values():
        with Image.open(path) as picture:
            picture.load()
            assert picture.size == (700, 600)

"""Photos that another process reads are the same, and whatever becomes of that process costs one photo."""

import gc
import mmap
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from photo_files import DATA, FILES, dng, encoded, file_with_blocks, tiff
from photo_samples import picture, smooth_picture
from PIL import Image

from lowexp_gui.errors import Sentence
from lowexp_gui.photo import reader_process, reading
from lowexp_gui.photo.errors import DeadlyPhotoError, PhotoError, deadly_sentence
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Metadata, Photo, Quantisation
from lowexp_gui.photo.reader_process import ReaderProcesses
from lowexp_gui.photo.reading import MAX_PIXELS, read_photo, read_photo_here
from lowexp_gui.photo.sent_photo import (
    ReadAnswer,
    ReadOrder,
    SharedMemory,
    answer_from,
    answer_of,
    order_from,
    parts_of,
    photo_from,
    take_over,
)
from lowexp_gui.photo.sent_photo import encoded as line_of

DECODED_HERE = {PhotoFormat.JPEG, PhotoFormat.PNG}
POSIX = os.name == "posix"
CHILD = """
import os, signal, sys, threading
sys.path[:0] = {paths!r}
from lowexp_gui.photo import reading
from lowexp_gui.photo.reader_child import serve
_decoded = reading._decoded
def _changed(stream, photo_format, path, max_pixels):
    name = path.name
    if "poison" in name or ("unlucky" in name and not os.path.exists({mark!r})):
        open({mark!r}, "w").close()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if "endless" in name:
        threading.Event().wait()
    return _decoded(stream, photo_format, path, max_pixels)
reading._decoded = _changed
serve({idle!r})
"""
"""A process that dies of some photos, of others the first time only, and of others never ends."""


def command(folder: Path, idle: float = 300.0) -> tuple[str, ...]:
    code = CHILD.format(paths=[path for path in sys.path if path], mark=str(folder / "mark"), idle=idle)
    return (sys.executable, "-c", code)


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderProcesses]:
    """What `read_photo` uses, with processes that die of some photos."""
    own = ReaderProcesses(command=command(tmp_path))
    monkeypatch.setattr(reading, "_readers", own)
    yield own
    own.close()


def write(folder: Path, name: str, seed: int = 0) -> Path:
    path = folder / name
    path.write_bytes(tiff(picture(seed=seed), photometric="rgb"))
    return path


def assert_same(one: Photo, other: Photo) -> None:
    assert one.pixels.dtype == other.pixels.dtype
    np.testing.assert_array_equal(one.pixels, other.pixels)
    assert not one.pixels.flags.writeable
    assert (one.alpha is None) == (other.alpha is None)
    if one.alpha is not None and other.alpha is not None:
        assert one.alpha.dtype == other.alpha.dtype
        np.testing.assert_array_equal(one.alpha, other.alpha)
        assert not one.alpha.flags.writeable
    for name in Photo.__dataclass_fields__.keys() - {"pixels", "alpha"}:
        assert getattr(one, name) == getattr(other, name), name


def foreign_files() -> dict[str, bytes]:
    half = np.random.default_rng(0).random((24, 40, 3)).astype(np.float32) * 1.1
    opaque = Image.fromarray(picture(channels=4), "RGBA")
    files = {
        "blocks.tif": file_with_blocks("TIFF"),
        "blocks.webp": file_with_blocks("WEBP"),
        "blocks.avif": file_with_blocks("AVIF"),
        "alpha.webp": encoded(opaque, "WEBP", lossless=True),
        "alpha.avif": encoded(opaque, "AVIF"),
        "float.tif": tiff(half, photometric="rgb", compression="zlib"),
        "sixteen.tif": tiff(picture(dtype=np.uint16), photometric="rgb", compression="lzw"),
        "grey.tif": tiff(picture(channels=1), photometric="minisblack"),
        "odd.tif": tiff(picture(7, 5, 4), photometric="rgb", extrasamples=["unassalpha"]),
        "raw.dng": dng(smooth_picture(64, 96) / 255, orientation=6),
        **{path.name: path.read_bytes() for path in DATA.glob("*.heic")},
    }
    return files | {f"{each}.{each}": data for each, data in FILES.items() if each not in DECODED_HERE}


@pytest.mark.parametrize("name", sorted(foreign_files()))
def test_a_photo_is_the_same_bit_by_bit(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(foreign_files()[name])
    here = read_photo_here(path)
    assert here.format not in DECODED_HERE
    for _ in range(2):
        assert_same(read_photo(path), here)


def test_every_format_but_two_is_read_by_another_process(tmp_path: Path) -> None:
    formats = set()
    for name, data in foreign_files().items():
        path = tmp_path / name
        path.write_bytes(data)
        photo = read_photo(path)
        formats.add(photo.format)
        base = photo.pixels
        while isinstance(base, np.ndarray):
            base = base.base
        memory = base.obj if isinstance(base, memoryview) else base
        assert isinstance(memory, mmap.mmap)
    assert formats | DECODED_HERE == set(PhotoFormat)


def said_of(read: Callable[[Path], Photo], path: Path) -> tuple[str, Path | None]:
    """What is said against a file, and of which."""
    try:
        read(path)
    except PhotoError as error:
        return str(error), error.path
    return "", None


def test_what_is_wrong_with_a_file_is_said_in_the_same_words(tmp_path: Path) -> None:
    for name, data in foreign_files().items():
        path = tmp_path / name
        path.write_bytes(data[: len(data) // 2])
        assert said_of(read_photo, path) == said_of(read_photo_here, path)
        path.write_bytes(data)
        with pytest.raises(PhotoError, match="too large"):
            read_photo(path, max_pixels=10)


def test_a_deadly_photo_costs_itself_alone(tmp_path: Path, readers: ReaderProcesses) -> None:
    good, deadly = write(tmp_path, "good.tif"), write(tmp_path, "poison.tif")
    for _ in range(2):
        with pytest.raises(DeadlyPhotoError) as told:
            read_photo(deadly)
        assert str(told.value) == str(deadly_sentence(deadly))
        assert_same(read_photo(good), read_photo_here(good))


def test_a_process_that_something_else_ended_is_begun_anew(tmp_path: Path, readers: ReaderProcesses) -> None:
    unlucky = write(tmp_path, "unlucky.tif")
    assert_same(read_photo(unlucky), read_photo_here(unlucky))


def test_without_a_process_photos_are_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.tif")
    missing = (str(tmp_path / "no such program"),)
    for each in (missing, (sys.executable, "-c", "pass"), (sys.executable, "-c", "import no_such_module")):
        monkeypatch.setattr(reading, "_readers", ReaderProcesses(command=each))
        assert_same(read_photo(path), read_photo_here(path))


def test_what_never_ends_is_ended(tmp_path: Path, readers: ReaderProcesses) -> None:
    class Enough(Exception):
        pass

    def between() -> None:
        raise Enough

    with pytest.raises(Enough):
        read_photo(write(tmp_path, "endless.tif"), between=between)
    assert not readers._free
    good = write(tmp_path, "good.tif")
    assert_same(read_photo(good), read_photo_here(good))


def test_more_threads_than_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = ReaderProcesses(most=2, command=command(tmp_path))
    monkeypatch.setattr(reading, "_readers", own)
    paths = [write(tmp_path, f"{number}{'-poison' * (number == 1)}.tif", number) for number in range(16)]
    found: dict[Path, Photo | None] = {}

    def read(some: list[Path]) -> None:
        for path in some:
            try:
                found[path] = read_photo(path)
            except DeadlyPhotoError:
                found[path] = None

    threads = [threading.Thread(target=read, args=(paths[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path for path, photo in found.items() if photo is None} == {paths[1]}
    for path, photo in found.items():
        if photo is not None:
            assert_same(photo, read_photo_here(path))
    assert len(own._free) <= 2
    assert not own._busy
    own.close()


def test_a_process_that_nobody_asks_ends_and_the_next_is_begun(tmp_path: Path) -> None:
    own = ReaderProcesses(command=command(tmp_path, idle=0.01))
    path = write(tmp_path, "a.tif")
    for _ in range(2):
        photo = own.read(path, MAX_PIXELS, lambda: None)
        assert photo is not None
        assert_same(photo, read_photo_here(path))
        for reader in own._free:
            reader._process.wait(60)
    own.close()


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux alone")
def test_a_process_has_the_priority_of_its_thread(tmp_path: Path) -> None:
    own = ReaderProcesses(command=command(tmp_path))
    path = write(tmp_path, "a.tif")

    def in_background() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
        own.read(path, MAX_PIXELS, lambda: None)

    thread = threading.Thread(target=in_background)
    thread.start()
    thread.join()
    own.read(path, MAX_PIXELS, lambda: None)
    niceness = [os.getpriority(os.PRIO_PROCESS, each._process.pid) for each in own._free]
    assert niceness == [15, os.getpriority(os.PRIO_PROCESS, 0)]
    own.close()


@pytest.mark.skipif(not POSIX, reason="has other names")
def test_names_that_mean_something_else_there(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tif")
    link, odd = tmp_path / "link.tif", Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.tif"))
    link.symlink_to(path)
    odd.write_bytes(path.read_bytes())
    for each in (link, odd):
        assert_same(read_photo(each), read_photo_here(each))
    code = "from pathlib import Path; from lowexp_gui.photo.reading import read_photo;"
    code += "print(read_photo(Path('/dev/stdin')).pixels.shape)"
    with path.open("rb") as stream:
        said = subprocess.run([sys.executable, "-c", code], stdin=stream, capture_output=True, text=True)
    assert said.stdout == "(24, 40, 3)\n", said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_stays_open(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tif")
    read_photo(path)

    def held() -> tuple[int, int]:
        gc.collect()
        maps = Path("/proc/self/maps").read_text("utf-8", "replace")
        return len(list(Path("/proc/self/fd").iterdir())), maps.count("memfd:lowexp")

    before = held()
    photos = [read_photo(path) for _ in range(5)]
    assert held()[1] == before[1] + 5
    del photos
    assert held() == before


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs that run at the same time have temporary files too."""
    folder = str(tmp_path_factory.mktemp("temporary"))
    monkeypatch.setenv("TMPDIR", folder)
    monkeypatch.setattr(tempfile, "tempdir", folder)


def temporary_files() -> set[Path]:
    """Those of memory, and those on disk."""
    return {*Path("/dev/shm").iterdir(), *Path(tempfile.gettempdir()).iterdir()}  # noqa: S108


PARENT = """
import sys
from pathlib import Path
from lowexp_gui.photo import reading
from lowexp_gui.photo.reader_process import ReaderProcesses
readers = ReaderProcesses(command=tuple(sys.argv[3:]))
readers.read(Path(sys.argv[1]), 10**6, lambda: None)
print(readers._free[0]._process.pid, flush=True)
readers.read(Path(sys.argv[2]), 10**6, lambda: print(flush=True))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="waits by Linux's means")
@pytest.mark.parametrize("busy", [False, True])
def test_a_process_ends_with_the_one_that_began_it(tmp_path: Path, busy: bool) -> None:
    good, endless = write(tmp_path, "a.tif"), write(tmp_path, "endless.tif")
    before = temporary_files()
    words = [sys.executable, "-c", PARENT, str(good), str(endless), *command(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        if busy:
            parent.stdout.readline()
        parent.kill()
        parent.stdout.read()
    assert select.select([child], [], [], 60)[0]
    os.close(child)
    assert temporary_files() <= before


@pytest.mark.skipif(not POSIX, reason="has no SIGKILL")
def test_killed_at_any_moment_the_photo_comes_all_the_same(tmp_path: Path) -> None:
    own = ReaderProcesses(command=command(tmp_path))
    path = write(tmp_path, "a.tif")
    here = read_photo_here(path)
    generator = np.random.default_rng(0)
    for _ in range(3):
        own.read(path, MAX_PIXELS, lambda: None)
        (reader,) = own._free
        timer = threading.Timer(generator.uniform(0, 0.01), os.kill, (reader._process.pid, signal.SIGKILL))
        timer.start()
        photo = own.read(path, MAX_PIXELS, lambda: None)
        timer.join()
        assert photo is not None
        assert_same(photo, here)
    own.close()


_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_blocks = st.none() | st.binary(max_size=50)


@st.composite
def photos(draw: st.DrawFn) -> Photo:
    size = draw(st.tuples(st.integers(1, 7), st.integers(1, 7)))
    kinds = st.sampled_from([np.uint8, np.uint16])
    pixels = draw(arrays.arrays(draw(kinds), (*size, 3)))
    return Photo(
        pixels,
        draw(st.builds(Quantisation, *[st.floats(-10, 10)] * 2)),
        draw(st.sampled_from([8, 16])),
        draw(st.sampled_from(PhotoFormat)),
        draw(st.none() | arrays.arrays(draw(kinds), size)),
        draw(st.booleans()),
        draw(_blocks),
        Metadata(draw(_blocks), draw(_blocks), draw(_blocks)),
        Path("a.tif"),
        tuple(
            draw(
                st.lists(st.builds(Sentence, _texts, photo=_texts, height=st.integers(0, 10**6)), max_size=3)
            )
        ),
        draw(st.none() | st.tuples(*[st.floats(1, 1e6)] * 2)),
        tuple(draw(st.lists(st.tuples(_texts, _texts), max_size=3))),
        draw(st.booleans()),
    )


@given(photos())
def test_any_photo_arrives_as_it_was_sent(photo: Photo) -> None:
    ours, theirs = Pipe()
    answer = answer_from(line_of(answer_of(photo)))
    answer.check(49)
    memory = SharedMemory(parts_of(photo), "lowexp-test")
    with ours, theirs:
        memory.hand_over(theirs)
        arrived = photo_from(answer, take_over(sum(answer.lengths), "lowexp-test", ours), Path("a.tif"))
    memory.let_go()
    photo.pixels.flags.writeable = False
    assert_same(arrived, photo)


@pytest.mark.skipif(sys.platform != "linux", reason="seals are Linux's")
def test_memory_that_was_handed_over_cannot_be_cut_off() -> None:
    ours, theirs = Pipe()
    memory = SharedMemory([memoryview(bytes(8192))], "lowexp-test")
    with ours, theirs:
        memory.hand_over(theirs)
        taken = take_over(8192, "lowexp-test", ours)
        with pytest.raises(PermissionError):
            os.truncate(memory._descriptor, 0)
        assert bytes(taken) == bytes(8192)
    memory.let_go()


@pytest.mark.skipif(sys.platform != "linux", reason="seals are Linux's")
def test_other_files_are_not_taken_for_memory(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(8192))
    ours, theirs = Pipe()
    with ours, theirs, path.open("r+b") as file, socket.socket(fileno=os.dup(theirs.fileno())) as wire:
        socket.send_fds(wire, [b"\0"], [file.fileno()])
        with pytest.raises(OSError, match="Invalid argument"):
            take_over(8192, "lowexp-test", ours)


@given(st.binary() | st.text().map(str.encode))
def test_rubbish_is_no_order_and_no_answer(line: bytes) -> None:
    for understand in (order_from, answer_from):
        try:
            understand(line)
        except ValueError:
            continue
        pytest.fail("it was understood")


@given(
    st.builds(
        ReadOrder, st.just(Path("/a")), st.just(Path("b")), st.integers(1, 10**9), _texts, st.booleans()
    )
)
def test_any_order_arrives_as_it_was_given(order: ReadOrder) -> None:
    assert order_from(line_of(order)) == order


@pytest.mark.parametrize(
    "answer",
    [
        ReadAnswer(width=100, height=100),
        ReadAnswer(width=-10, height=-10),
        ReadAnswer(width=10, height=10, pixel_bytes=3),
        ReadAnswer(width=10, height=10, alpha_bytes=-1),
        ReadAnswer(width=10, height=10, bit_depth=7),
        ReadAnswer(width=10, height=10, blocks=(1 << 40, 0, 0, 0)),
    ],
    ids=repr,
)
def test_answers_beyond_the_limits_are_refused_before_memory_is_taken(answer: ReadAnswer) -> None:
    with pytest.raises(ValueError, match=r"size|long"):
        answer_from(line_of(answer)).check(1000)


@pytest.mark.parametrize("whole", [(0, 0), (0, 10), (-1, -1), (100, 100)])
def test_a_small_picture_of_a_photo_of_no_size_is_refused(whole: tuple[int, int]) -> None:
    ReadAnswer(width=10, height=10, whole=(30, 30)).check(1000, is_small=True)
    with pytest.raises(ValueError, match="another size"):
        ReadAnswer(width=10, height=10, whole=whole).check(1000, is_small=True)


def test_looking_finds_what_is_cut_short(tmp_path: Path, readers: ReaderProcesses) -> None:
    whole, cut, deadly = (tmp_path / name for name in ("a.jpg", "b.jpg", "poison.jpg"))
    data = encoded(Image.fromarray(smooth_picture(200, 200)), "JPEG")
    for path in (whole, deadly):
        path.write_bytes(data)
    cut.write_bytes(data[: len(data) // 2])
    reading.check_complete_isolated(whole)
    with pytest.raises(PhotoError, match="cut short"):
        reading.check_complete_isolated(cut)
    with pytest.raises(DeadlyPhotoError):
        reading.check_complete_isolated(deadly)


def test_a_new_process_is_waited_for_not_longer_than_it_is_there() -> None:
    own = ReaderProcesses(command=(sys.executable, "-c", "raise SystemExit(3)"))
    begun = time.monotonic()
    with pytest.raises(OSError, match="does not begin"):
        own.read(Path("a.tif"), 10, lambda: None)
    assert time.monotonic() - begun < reader_process._SECONDS_TO_BEGIN / 2
    assert not own._free
    assert not own._busy

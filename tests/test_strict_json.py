"""JSON of unknown origin: what is plain comes out as it is; anything else is one kind of error, at once."""

import json
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.regular_file import open_regular, read_regular
from lowexp_gui.strict_json import (
    JsonError,
    JsonLimits,
    parse_json,
    parse_json_at,
    parse_json_fields,
    read_json_fields,
)

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(value=PLAIN)
def test_plain_values_come_out_as_they_are(value: object) -> None:
    assert parse_json(json.dumps(value)) == value
    assert parse_json(f" \n{json.dumps(value, ensure_ascii=False)}\t".encode()) == value


@given(
    content=st.binary(max_size=60) | st.text(alphabet='[]{}",:0123456789eE+-.\\u truefalsn NaI', max_size=60)
)
def test_any_text_is_a_value_or_that_one_error(content: str | bytes) -> None:
    try:
        value = parse_json(content)
    except JsonError:
        return
    # It can be written again, to whatever reads JSON.
    json.dumps(value, allow_nan=False).encode()


@pytest.mark.parametrize(
    "text",
    [
        "1" * 400,
        "-" + "9" * 1_000_000,
        str(2**63),
        "1e999",
        "-1e999",
        "0." + "1" * 200,
        "NaN",
        "-Infinity",
        '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b": 1}}',
        '"\\ud800"',
        '{"\\udcff": 1}',
        "[" * 100_000,
        "[" * 17 + "]" * 17,
        '{"a":' * 20 + "1" + "}" * 20,
        "[" + "0," * 200_000 + "0]",
        '"' + "x" * 200_000 + '"',
        " " * 2_000_000,
        "1 2",
        "",
        "﻿1",
        b"\xff",
    ],
    ids=lambda text: str(text)[:12],
)
def test_what_is_beyond_the_limits_is_an_error_at_once(text: str | bytes) -> None:
    started = time.process_time()
    with pytest.raises(JsonError):
        parse_json(text)
    assert time.process_time() - started < 1


def test_the_limits_of_python_on_digits_do_not_matter() -> None:
    before = sys.get_int_max_str_digits()
    for digits in (0, 640):
        sys.set_int_max_str_digits(digits)
        try:
            with pytest.raises(JsonError):
                parse_json("1" * 5000)
        finally:
            sys.set_int_max_str_digits(before)


def test_a_path_s_bytes_are_read_where_paths_are() -> None:
    name = os.fsdecode(b"a\xff") if sys.platform != "win32" else "a\ud800"
    assert parse_json(json.dumps(name), JsonLimits(paths=True)) == name
    with pytest.raises(JsonError):
        parse_json(json.dumps(name))


def test_numbers_that_are_not_finite_are_read_where_that_is_asked_for() -> None:
    assert parse_json("[Infinity]", JsonLimits(not_finite=True)) == [float("inf")]
    with pytest.raises(JsonError):
        parse_json("1e999", JsonLimits(not_finite=True))


def test_a_value_within_a_text() -> None:
    assert parse_json_at('x{"a": [1]},y', 1) == ({"a": [1]}, 11)
    with pytest.raises(JsonError):
        parse_json_at("x", 1)
    with pytest.raises(JsonError):
        parse_json_at("x[1", 1)


def test_a_list_has_no_named_values() -> None:
    with pytest.raises(JsonError, match="named"):
        parse_json_fields("[]")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_only_files_are_read(tmp_path: Path) -> None:
    pipe, loop, folder = (tmp_path / name for name in ("pipe", "loop", "folder"))
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    for path in (pipe, loop, folder, Path("/dev/zero"), tmp_path / "missing"):
        with pytest.raises(OSError, match=r".+"):
            read_json_fields(path)
        with pytest.raises(OSError, match=r".+"):
            open_regular(path)


def test_what_is_larger_than_allowed_is_not_read(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(OSError, match="large"):
        read_regular(sparse, 1_000_000)
    (tmp_path / "whole").write_bytes(b"12345")
    assert read_regular(tmp_path / "whole", 5) == b"12345"
    with pytest.raises(OSError, match="large"):
        read_regular(tmp_path / "whole", 4)

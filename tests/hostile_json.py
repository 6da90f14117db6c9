"""JSON that nobody means well with, for tests of what is read from files."""

import json
from typing import Any

from hypothesis import strategies as st

_HUGE = st.sampled_from([10**400, -(10**400), 2**64, -(2**63) - 1, 10**18])
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 300)
    | _HUGE
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20)
    | st.sampled_from(["\0", "\ud800", "\x1b[2J", "a\nb", "x" * 30_000, "../../x", "nan", "-0"])
)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TEXTS = VALUES.map(json.dumps) | st.sampled_from(
    [
        "",
        "{",
        "null",
        "[" * 100_000,
        '{"a":' * 500 + "1" + "}" * 500,
        '{"schema": 1, "schema": 2}',
        '{"schema": ' + "9" * 5000 + "}",
        "\ufeff{}",
        " " * 70_000,
    ]
)


def changed(fields: Any) -> st.SearchStrategy[str]:
    """The JSON of fields in which some value, at whatever depth, is anything else."""
    places = list(_places(fields))

    def put(choice: tuple[tuple[Any, ...], Any]) -> str:
        place, value = choice
        return json.dumps(_with(fields, place, value))

    return st.tuples(st.sampled_from(places), VALUES).map(put)


def _places(value: Any, before: tuple[Any, ...] = ()) -> Any:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*before, key)
        yield from _places(part, (*before, key))


def _with(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = _with(value[place[0]], place[1:], new)
    return copy

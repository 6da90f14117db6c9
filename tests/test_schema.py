"""Versions of what is kept: older fields are brought up, newer ones are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.schema import Fields, NewerSchema, Schema, unchanged, version_of


def _renamed(fields: Fields) -> Fields:
    return {"colour": fields["color"]}


SCHEMA = Schema((_renamed, unchanged))
VALUES = st.dictionaries(st.text(), st.none() | st.integers() | st.text())


@given(VALUES.filter(lambda fields: "schema" not in fields))
def test_what_is_stamped_comes_back(fields: Fields) -> None:
    assert SCHEMA.migrated(SCHEMA.stamped(fields)) == fields


def test_older_fields_are_brought_up_step_by_step() -> None:
    assert SCHEMA.migrated({"color": 1}) == {"colour": 1}
    assert SCHEMA.migrated({"schema": 1, "colour": 1}) == {"colour": 1}


@given(st.integers(min_value=3))
def test_newer_fields_are_refused(version: int) -> None:
    with pytest.raises(NewerSchema, match=str(version)):
        SCHEMA.migrated({"schema": version})


@given(st.none() | st.booleans() | st.integers(max_value=0) | st.text() | st.lists(st.integers()))
def test_a_field_of_the_first_version_may_have_the_name(value: object) -> None:
    assert version_of({"schema": value}) == 0
    assert Schema((unchanged,)).migrated({"schema": value}) == {"schema": value}

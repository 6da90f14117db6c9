"""What is declared of the file formats."""

from dataclasses import fields
from io import BytesIO

import pytest
from photo_files import FILES
from PIL import Image

from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.file_format import HEAD_LENGTH
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat


@pytest.mark.parametrize("photo_format", PhotoFormat)
class TestDeclarations:
    def test_files_are_recognised_by_their_own_format_first(self, photo_format):
        data = FILES[photo_format]
        found = [each for each in PhotoFormat if each.about.recognises(data[:HEAD_LENGTH], BytesIO(data))]
        assert found[0] is photo_format

    def test_text_is_no_format(self, photo_format):
        data = b"A plain text, which is no picture at all.\n" * 20
        assert not photo_format.about.recognises(data[:HEAD_LENGTH], BytesIO(data))
        assert not photo_format.about.recognises(b"", BytesIO())

    def test_suffixes_are_lower_case_and_its_own(self, photo_format):
        suffixes = photo_format.about.suffixes
        assert suffixes
        assert all(each.startswith(".") and each == each.lower() for each in suffixes)
        others = {each for other in PhotoFormat if other is not photo_format for each in other.about.suffixes}
        assert not others & set(suffixes)

    def test_names_lead_to_it_alone(self, photo_format):
        assert PhotoFormat(photo_format.about.name) is photo_format
        names = [name for each in PhotoFormat for name in (each.about.name, *each.about.aliases)]
        assert len(names) == len(set(names))

    def test_pillow_knows_what_it_is_called(self, photo_format):
        name = photo_format.about.pillow
        if name is not None:
            with Image.open(BytesIO(FILES[photo_format])) as image:
                assert image.format == name


@pytest.mark.parametrize("photo_format", WRITABLE)
def test_only_options_that_there_are_are_heeded(photo_format):
    assert photo_format.about.writing.options <= {each.name for each in fields(Encoding)}

"""Results that would have the same name."""

from collections.abc import Iterator
from pathlib import Path

from job_samples import write_dark

from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import IfExists

from .scene import Named, Scene, write_named


def clashes() -> Iterator[Named]:
    """Results that would have the same name."""
    for if_exists in IfExists:
        for mirrored in (True, False):

            def same(place: Path, if_exists: IfExists = if_exists, mirrored: bool = mirrored) -> Scene:
                for seed, folder in enumerate("xyz"):
                    write_named(place / "in" / folder / "a.png", seed)
                return Scene((place / "in",), {"if_exists": if_exists}, 3, job={"mirrored": mirrored})

            yield f"clash: one name in three folders, {if_exists}, {mirrored}", same

        def one_name(place: Path, if_exists: IfExists = if_exists) -> Scene:
            for seed, name in enumerate(("a.png", "b.jpg", "c.png", "d.webp")):
                (place / "in").mkdir(exist_ok=True)
                write_dark(place / "in" / name, 30, 20, seed)
            rule = {"if_exists": if_exists, "template": "night", "format": PhotoFormat.PNG}
            return Scene((place / "in",), rule, 4)

        yield f"clash: a template without a field, {if_exists}", one_name

        def own_stage(place: Path, if_exists: IfExists = if_exists) -> Scene:
            write_named(place / "in" / "a.png")
            write_named(place / "in" / "a_enhanced.png", 1)
            rule = {"if_exists": if_exists, "template": "{stem}_enhanced", "stages": True}
            return Scene((place / "in",), {**rule, "folder": place / "in"}, 2)

        yield f"clash: a photo named as a stage, {if_exists}", own_stage

        def in_case(place: Path, if_exists: IfExists = if_exists) -> Scene:
            for seed, folder in enumerate(("x", "y")):
                write_named(place / "in" / folder / ("a.png" if seed else "A.png"), seed)
            return Scene((place / "in",), {"if_exists": if_exists}, 2, job={"mirrored": False})

        yield f"clash: only in case another, {if_exists}", in_case
    yield "clash: two roots of one inside", _roots
    yield "clash: long names that are cut alike", _cut_alike


def _roots(place: Path) -> Scene:
    for seed, folder in enumerate(("p/q", "r/q")):
        write_named(place / folder / "a.png", seed)
    return Scene((place / "p", place / "r"), {}, 2)


def _cut_alike(place: Path) -> Scene:
    for seed, end in enumerate(("1", "2", "3")):
        write_named(place / "in" / ("a" * 250 + end + ".png"), seed)
    return Scene((place / "in",), {}, 3)

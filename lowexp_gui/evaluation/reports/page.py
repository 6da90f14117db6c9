"""Filling in the templates of `resources/reports`; whatever comes from outside is escaped."""

import base64
from typing import Any

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.evaluation.figures import article_name
from lowexp_gui.photo.errors import printable


def fill_page(template: str, **values: Any) -> bytes:
    """A page as UTF-8.

    Args:
        template: its file in `resources/reports`.
        values: by the names that it uses.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(bundled_folder("resources") / "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = printable
    environment.filters["embedded"] = _embedded
    environment.filters["article_name"] = article_name
    return environment.get_template(template).render(values).encode()


def _embedded(picture: bytes) -> str:
    """A WebP file as the address of a picture within the page."""
    return "data:image/webp;base64," + base64.b64encode(picture).decode()

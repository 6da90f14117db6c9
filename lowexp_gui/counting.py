"""English texts for numbers with units; the window translates by other means."""


def counted(number: float, one: str, many: str) -> str:
    """A number with its noun, such as “1 photo” or “3 photos”, with as many decimal places as needed.

    >>> counted(1, "photo", "photos"), counted(0.25, "megapixel", "megapixels")
    ('1 photo', '0.25 megapixels')
    """
    shown = f"{number:g}" if isinstance(number, float) else str(number)
    return f"{shown} {one if number == 1 else many}"

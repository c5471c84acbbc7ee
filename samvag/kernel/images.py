"""A picture is drawn anew: where and with what it was taken, and whatever else was hidden in the file, is not kept."""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from samvag.kernel.errors import Refused

#: More than any camera at hand gives. A small file can say that it is a thousand times as large.
MOST_PIXELS = 60_000_000
QUALITY = 90
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def redrawn(content_type: str, data: bytes) -> bytes:
    """The same picture in the same format, turned as it is shown; what is no picture comes back as it was.

    Raises `Refused` for one that cannot be read whole, or is too large to draw.
    """
    form = FORMATS.get(content_type)
    if form is None:
        return data
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("Bilden är för stor att visa. Spara den i lägre upplösning."))
            return _drawn(ImageOps.exif_transpose(picture), form)
    except Refused:
        raise
    except Exception as error:  # whatever the library says of a file that was made to break it
        raise Refused(_("Bilden gick inte att läsa. Öppna den och spara den på nytt.")) from error


def _drawn(picture: Image.Image, form: str) -> bytes:
    """Its dots and nothing else: a profile, a text or a place that came along with the file is left behind."""
    seen_through = form == "PNG" and picture.has_transparency_data
    dots = picture.convert("RGBA" if seen_through else "L" if picture.mode == "L" else "RGB")
    dots.info.clear()
    out = io.BytesIO()
    dots.save(out, form, quality=QUALITY, optimize=True)
    return out.getvalue()

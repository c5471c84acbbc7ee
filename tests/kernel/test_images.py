"""What is kept of a picture is what one sees."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from samvag.kernel.errors import Refused
from samvag.kernel.images import MOST_PIXELS, redrawn

PNG, JPG = "image/png", "image/jpeg"
HIDDEN = b"Storgatan 1, Norrsund"
GPS, TURNED = 0x8825, 0x0112


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 100 if mode in ("L", "P", "1") else None).save(out, form, **more)
    return out.getvalue()


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def with_place() -> bytes:
    """As a telephone takes it: where, with what, and lying down."""
    exif = Image.Exif()
    exif[0x010E] = HIDDEN.decode()
    exif[TURNED] = 6
    exif.get_ifd(GPS)[2] = (62.0, 23.0, 30.0)
    return picture("JPEG", exif=exif, comment=HIDDEN, icc_profile=HIDDEN)


def with_text() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Place", HIDDEN.decode())
    return picture("PNG", pnginfo=texts, icc_profile=HIDDEN)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (JPG, with_place()),
        (PNG, with_text()),
        (PNG, picture("PNG") + HIDDEN),
        (JPG, picture("JPEG") + HIDDEN),
    ],
    ids=[
        "where a photo was taken",
        "a text beside the dots",
        "after the end of a png",
        "after the end of a jpg",
    ],
)
def test_what_was_hidden_in_it_is_gone(kind, data):
    kept = redrawn(kind, data)
    assert HIDDEN not in kept
    assert not shown(kept).getexif()
    assert not set(shown(kept).info) & {"icc_profile", "comment", "Place", "exif"}


def test_a_photo_that_lay_down_stands_up():
    assert shown(with_place()).size == (40, 20)
    assert shown(redrawn(JPG, with_place())).size == (20, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_png_looks_the_same(mode):
    data = picture("PNG", mode)
    before, after = shown(data).convert("RGBA"), shown(redrawn(PNG, data)).convert("RGBA")
    assert (before.size, before.tobytes()) == (after.size, after.tobytes())


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpg_is_still_one(mode):
    assert shown(redrawn(JPG, picture("JPEG", mode))).format == "JPEG"


def test_one_that_says_it_is_enormous_is_refused_before_it_is_drawn():
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    side = int(MOST_PIXELS**0.5) + 1
    head = part(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(bytes(1000))) + part(b"IEND", b"")
    with pytest.raises(Refused, match="för stor"):
        redrawn(PNG, bomb)


@pytest.mark.parametrize(
    ("kind", "data"), [(PNG, picture("JPEG")), (JPG, picture("PNG")), (PNG, b""), (JPG, b"\xff\xd8\xff")]
)
def test_one_that_is_another_or_none_is_refused(kind, data):
    with pytest.raises(Refused, match="gick inte att läsa"):
        redrawn(kind, data)


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.data())
def test_whatever_is_broken_is_refused_or_drawn_and_never_fails_otherwise(data):
    kind, whole = data.draw(st.sampled_from([(PNG, picture("PNG")), (JPG, with_place())]))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 4)) :]
    with suppress(Refused):
        assert HIDDEN not in redrawn(kind, broken)


def test_what_is_no_picture_is_left_as_it_is():
    assert redrawn("application/pdf", HIDDEN) == HIDDEN

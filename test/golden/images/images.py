"""Odd images and what Pillow says of them, for test/images/.

Run with Pillow 13.0.0 (libjpeg-turbo 3.2.0, libwebp 1.6.0) and numpy 2.4.6 in this folder; writes the images beside
this file and values.json: for each file its format, size, mode, bands and frames, whether `load()` succeeds, and the
mean of each channel as RGBA. `damaged` has the same for copies that are cut after some bytes or have one byte changed.
"""

import io
import json
import pathlib
import struct
import warnings
import zlib

import numpy
import PIL
from PIL import Image, features

warnings.simplefilter("ignore", Image.DecompressionBombWarning)
here = pathlib.Path(__file__).parent
random = numpy.random.default_rng(7)
width, height = 29, 23

y, x = numpy.mgrid[0:height, 0:width]
smooth = numpy.stack([x * 8, y * 10, (x + y) * 4], axis=-1)
pixels = numpy.clip(smooth + random.integers(-6, 7, smooth.shape), 0, 255).astype(numpy.uint8)
alpha = numpy.clip(x * 9, 0, 255).astype(numpy.uint8)
rgb = Image.fromarray(pixels)
rgba = Image.fromarray(numpy.dstack([pixels, alpha]))
gray = rgb.convert("L")
frames = [Image.fromarray(numpy.roll(pixels, step, axis=1)) for step in (0, 3, 6)]


def save(name, image, **options):
    image.save(here / name, **options)


def chunk(kind, content, wrong=0):
    crc = zlib.crc32(kind + content) ^ wrong
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)


def png(size, depth, color, data, interlace=0, before=b"", wrong=0, packed=None):
    header = struct.pack(">IIBBBBB", *size, depth, color, 0, 0, interlace)
    body = zlib.compress(data) if packed is None else packed
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", body, wrong) + chunk(b"IEND", b"")
    )


def rows(array):
    """Scan lines without a filter."""
    return b"".join(b"\0" + line.tobytes() for line in array)


def packed(array, depth):
    """Scan lines of samples of less than a byte."""
    bits = numpy.unpackbits(array[:, :, None].astype(numpy.uint8), axis=2)[:, :, 8 - depth :]
    return numpy.packbits(bits.reshape(len(array), -1), axis=1)


def adam7(array, pack=lambda each: each):
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return b"".join(rows(pack(array[top::down, left::across])) for left, top, across, down in passes)


save("baseline.jpg", rgb, quality=80)
save("small-chroma.jpg", rgb, quality=60, subsampling="4:2:0")
save("progressive.jpg", rgb, quality=80, progressive=True)
save("restarts.jpg", rgb, quality=80, restart_marker_blocks=2)
save("gray.jpg", gray, quality=80)
save("cmyk.jpg", rgb.convert("CMYK"), quality=80)
save("one-pixel.jpg", Image.new("RGB", (1, 1), (200, 30, 60)))
exif = Image.Exif()
exif[0x0112] = 6
save("rotated.jpg", rgb, exif=exif)
save("rgb.png", rgb)
save("rgba.png", rgba)
save("gray.png", gray)
save("gray-alpha.png", rgba.convert("LA"))
save("palette.png", rgb.quantize(16))
save("palette-alpha.png", rgba.quantize(16))
save("one-bit.png", gray.convert("1"))
save("sixteen-bit.png", Image.fromarray((numpy.asarray(gray).astype(numpy.uint16) * 257)))
save("one-pixel.png", Image.new("RGB", (1, 1), (200, 30, 60)))
save("animated.png", frames[0], save_all=True, append_images=frames[1:])
wide = (pixels.astype(">u2") * 257).astype(">u2")
text = chunk(b"tEXt", b"Comment\0made by hand")
files = {
    "sixteen-bit-rgb.png": png((width, height), 16, 2, rows(wide)),
    "interlaced.png": png((width, height), 8, 2, adam7(pixels), interlace=1),
    "text-chunk.png": png((width, height), 8, 2, rows(pixels), before=text),
    "two-bit.png": png((width, height), 2, 0, rows(packed(x % 4, 2))),
    "interlaced-four-bit.png": png((width, height), 4, 0, adam7((x + y) % 16, lambda each: packed(each, 4)), interlace=1),
    "clear-color.png": png((width, height), 8, 2, rows(pixels), before=chunk(b"tRNS", numpy.array(pixels[3, 4], ">u2").tobytes())),
    "clear-gray.png": png((width, height), 2, 0, rows(packed(x % 4, 2)), before=chunk(b"tRNS", b"\0\2")),
    "wrong-crc.png": png((width, height), 8, 2, rows(pixels), wrong=1),
    "wrong-text-crc.png": png((width, height), 8, 2, rows(pixels), before=chunk(b"tEXt", b"Comment\0wrong", wrong=1)),
    "few-rows.png": png((width, height), 8, 2, rows(pixels[:10])),
    "more-rows.png": png((width, height), 8, 2, rows(numpy.concatenate([pixels, pixels]))),
    "wrong-filter.png": png((width, height), 8, 2, b"\x09" + rows(pixels)[1:]),
    "no-width.png": png((0, height), 8, 2, b"\0" * height),
    "wrong-depth.png": png((width, height), 5, 2, rows(pixels)),
    "bomb.png": png((100_000, 100_000), 8, 2, b"\0" * 1000),
    "inflates.png": png((2, 2), 8, 0, b"\0" * 10_000_000),
    "text.jpg": b"Not an image: what a browser saves when a download fails\n",
    "empty.jpg": b"",
    "page.png": b"<!DOCTYPE html><html><body>404 Not Found</body></html>\n",
    "photo.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40,
}
save("lossy.webp", rgb, quality=80)
save("lossless.webp", rgb, lossless=True)
save("lossy-alpha.webp", rgba, quality=80)
save("lossless-alpha.webp", rgba, lossless=True)
save("one-pixel.webp", Image.new("RGB", (1, 1), (200, 30, 60)), lossless=True)
save("animated.webp", frames[0], save_all=True, append_images=frames[1:], quality=60)
save("rotated.webp", rgb, quality=80, exif=exif)
lossy = bytearray((here / "lossy.webp").read_bytes())
at = lossy.index(b"\x9d\x01\x2a") + 3
lossy[at : at + 4] = struct.pack("<HH", 16383, 16383)
files["bomb.webp"] = bytes(lossy)
animated = (here / "animated.webp").read_bytes()
first = animated[: animated.index(b"ANMF", animated.index(b"ANMF") + 4)]
files["one-frame.webp"] = b"RIFF" + struct.pack("<I", len(first) - 8) + first[8:]
files["really-png.jpg"] = (here / "rgb.png").read_bytes()
files["really-jpeg.png"] = (here / "baseline.jpg").read_bytes()
save("small.gif", rgb.quantize(8))
save("small.bmp", gray.resize((5, 5)))
save("small.tiff", gray.resize((5, 5)))
save("small.avif", rgb, quality=40)
for name, content in files.items():
    (here / name).write_bytes(content)


def look(content):
    try:
        image = Image.open(io.BytesIO(content))
    except Exception:
        return {"opens": False, "loads": False}
    header = {
        "opens": True,
        "format": image.format,
        "width": image.width,
        "height": image.height,
        "mode": image.mode,
        "channels": len(image.getbands()),
        "frames": getattr(image, "n_frames", 1),
    }
    try:
        image.load()
    except Exception:
        return {**header, "loads": False}
    means = numpy.asarray(image.convert("RGBA"), dtype=float).mean(axis=(0, 1))
    return {**header, "loads": True, "means": [round(each, 4) for each in means]}


damaged = []
for name in ["baseline.jpg", "progressive.jpg", "restarts.jpg", "rgb.png", "interlaced.png", "text-chunk.png", "palette.png", "lossy.webp", "lossless.webp", "lossy-alpha.webp"]:
    content = (here / name).read_bytes()
    size = len(content)
    cuts = sorted({1, 8, 20, size // 4, size // 2, size * 3 // 4, size - 40, size - 13, size - 5, size - 2, size - 1})
    for cut in cuts:
        seen = look(content[:cut])
        damaged.append({"file": name, "cut": cut, "opens": seen["opens"], "loads": seen["loads"]})
    flips = [(at, int(random.integers(1, 256))) for at in sorted(int(each) for each in random.integers(2, size, 40))]
    if name == "restarts.jpg":
        # A restart that looks like the start of a segment.
        flips += [(at + 1, 0x30) for at in range(size - 1) if content[at] == 0xFF and 0xD0 <= content[at + 1] <= 0xD7]
    for at, flip in flips:
        changed = bytearray(content)
        changed[at] ^= flip
        seen = look(bytes(changed))
        damaged.append({"file": name, "at": at, "flip": flip, "opens": seen["opens"], "loads": seen["loads"]})

suffixes = {".jpg", ".png", ".webp", ".heic", ".gif", ".bmp", ".tiff", ".avif"}
names = sorted(each.name for each in here.iterdir() if each.suffix in suffixes)
values = {
    "tool": f"Pillow {PIL.__version__}, libjpeg-turbo {features.version('libjpeg_turbo')}, libwebp {features.version('webp')}",
    "files": {name: look((here / name).read_bytes()) for name in names},
    "damaged": damaged,
}
(here / "values.json").write_text(json.dumps(values, indent=1) + "\n")

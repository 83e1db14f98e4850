"""Draws the images of this example (Pillow 13.0.0): circles and squares of some size, place and colour."""

import pathlib
import random

from PIL import Image, ImageDraw

random.seed(5)
here = pathlib.Path(__file__).parent / "shapes"
for part, count in [("train", 12), ("test", 4)]:
    for shape in ["circle", "square"]:
        folder = here / part / shape
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, count + 1):
            ground, colour = (tuple(random.randrange(256) for _ in range(3)) for _ in range(2))
            image = Image.new("RGB", (24, 24), ground)
            size = random.randrange(6, 15)
            left, top = random.randrange(1, 23 - size), random.randrange(1, 23 - size)
            draw = ImageDraw.Draw(image)
            paint = draw.ellipse if shape == "circle" else draw.rectangle
            paint((left, top, left + size, top + size), fill=colour)
            kind = ["png", "jpg", "webp"][number % 3]
            image.save(folder / f"{shape}-{number:02}.{kind}")

"""Packs a text and a pickle that runs code as joblib and people do: python packings.py > packings.json

Made with Python 3.11.7, its bz2 and lzma, and lz4 4.4.5.
"""

import base64
import bz2
import hashlib
import json
import lzma
import os
import pickle

import lz4.frame


class Call:
    def __reduce__(self):
        return os.system, ("true",)


text = b"".join(b"%d,%d,%d\n" % (index, index * 7919 % 101, index * index % 977) for index in range(300)) + bytes(5000)
half = len(text) // 2
other = [{"id": lzma.FILTER_LZMA2, "preset": 6, "lc": 1, "lp": 3, "pb": 0}]
packed = {
    "bz2": [bz2.compress(text, 9), bz2.compress(text[:half], 1) + bz2.compress(text[half:], 3)],
    "xz": [
        lzma.compress(text, preset=0),
        lzma.compress(text, filters=other, check=lzma.CHECK_SHA256),
        lzma.compress(text[:half], check=lzma.CHECK_NONE) + bytes(8) + lzma.compress(text[half:], check=lzma.CHECK_CRC32),
    ],
    "lzma": [lzma.compress(text, format=lzma.FORMAT_ALONE, preset=preset) for preset in (0, 9)],
    "lz4": [
        lz4.frame.compress(text),
        lz4.frame.compress(text[:half], block_linked=False, content_checksum=True, block_checksum=True, store_size=False)
        + lz4.frame.compress(text[half:], compression_level=16, block_size=4),
    ],
}
call = pickle.dumps({"weights": [0.5] * 50, "x": Call()}, 4)
calls = {
    "bz2": bz2.compress(call),
    "xz": lzma.compress(call),
    "lzma": lzma.compress(call, format=lzma.FORMAT_ALONE),
    "lz4": lz4.frame.compress(call),
}
encode = lambda value: base64.b64encode(value).decode()
print(
    json.dumps(
        {
            "sha256": hashlib.sha256(text).hexdigest(),
            "texts": {name: [encode(each) for each in values] for name, values in packed.items()},
            "calls": {name: encode(value) for name, value in calls.items()},
        }
    )
)

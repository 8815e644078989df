"""
Takes depth and brightness from what `Write Training Scenes... content=sequence frames=1` writes.

    shards.py FILE STREAM...

FILE.npy is float32 [N, 2, H, W].
"""

import sys

import numpy as np


def main(file, *streams):
    parts = []
    for stream in streams:
        with open(stream, "rb") as source:
            header = source.read(32)
        if header[:8] != b"KINEMA1\n":
            raise SystemExit(f"{stream} does not begin with KINEMA1")
        width, height, frames, planes = np.frombuffer(header[8:24], "<i4")
        raw = np.dtype([("head", "V64"), ("pose", "<f8", (frames, 8)),
                        ("planes", "<f4", (frames, planes, height, width))])
        samples = np.memmap(stream, raw, "r", 32)
        parts.append(samples["planes"][:, 0, 1::-1])
    np.save(file, np.concatenate(parts))


if __name__ == "__main__":
    main(*sys.argv[1:])

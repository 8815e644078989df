"""
Turns what `Write Training Scenes... content=clips` writes into a shard that NumPy maps into memory.

    shards.py STREAM PREFIX

STREAM is a file or a named pipe; PREFIX-<first seed>.npy and .info.npy appear when they are complete. See data.py.
"""

import os
import sys

import numpy as np

DEPTH = 15


def main(stream, prefix):
    with open(stream, "rb", buffering=1 << 22) as source:
        header = source.read(32)
        if header[:8] != b"KINEMA5\n":
            raise SystemExit(f"{stream} does not begin with KINEMA5")
        width, height, planes = np.frombuffer(header[8:20], "<i4")
        raw = np.dtype([("seed", "<i8"), ("kind", "<i4"), ("parallax", "<i4"), ("noise", "<f8"), ("step", "<f8"),
                        ("k", "<f8", 4), ("previous", "<f8", (3, 4)), ("next", "<f8", (3, 4)),
                        ("planes", "<f4", (planes, height, width))])
        samples, infos = [], []
        while len(data := source.read(raw.itemsize)) == raw.itemsize:
            clip = np.frombuffer(data, raw)[0]
            clips, motions = clip["planes"].copy(), [clip["previous"].copy(), clip["next"].copy()]
            # NB: half precision, and a network, want numbers about 1: inverse depths of the median 1
            known = clips[DEPTH] > 0
            unit = np.median(clips[DEPTH][known]) if known.any() else 1
            clips[DEPTH][known] = unit / clips[DEPTH][known]
            for motion in motions:
                motion[:, 3] /= unit
            samples.append(np.clip(clips, -2000, 2000).astype(np.float16))
            infos.append([clip[key] for key in ("seed", "kind", "parallax", "noise", "step")] + list(clip["k"]) +
                         [x for motion in motions for x in motion.ravel()])
    if not samples:
        raise SystemExit(f"{stream} holds no clip")
    if data:
        raise SystemExit(f"{stream} was cut off")
    name = f"{prefix}-{int(infos[0][0])}"
    save(name + ".info.npy", np.array(infos, dtype=np.float64))
    save(name + ".npy", np.stack(samples))


def save(name, array):
    with open(name + ".part", "wb") as target:
        np.save(target, array)
    os.replace(name + ".part", name)


if __name__ == "__main__":
    main(*sys.argv[1:3])

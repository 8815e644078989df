"""
Turns what `Write Training Scenes... content=triplets` writes into a shard that NumPy maps into memory.

    shards.py STREAM PREFIX

STREAM is a file or a named pipe; PREFIX-<first seed>.npy and .info.npy appear when they are complete. See data.py.
"""

import os
import sys

import numpy as np


def main(stream, prefix):
    with open(stream, "rb", buffering=1 << 22) as source:
        header = source.read(32)
        if header[:8] != b"KINEMA3\n":
            raise SystemExit(f"{stream} does not begin with KINEMA3")
        width, height, planes = np.frombuffer(header[8:20], "<i4")
        raw = np.dtype([("seed", "<i8"), ("kind", "<i4"), ("zero", "<i4"), ("t", "<f8"), ("noise", "<f8"),
                        ("step", "<f8"), ("zeros", "V24"), ("planes", "<f4", (planes, height, width))])
        samples, infos = [], []
        while len(data := source.read(raw.itemsize)) == raw.itemsize:
            sample = np.frombuffer(data, raw)[0]
            samples.append(np.clip(np.nan_to_num(sample["planes"]), -2000, 2000).astype(np.float16))
            infos.append([sample[key] for key in ("seed", "kind", "t", "noise", "step")])
    if not samples:
        raise SystemExit(f"{stream} holds no sample")
    if data or any(info[0] != infos[0][0] + k for k, info in enumerate(infos)):
        raise SystemExit(f"{stream} is no stream of samples whose seeds follow each other, or was cut off")
    name = f"{prefix}-{int(infos[0][0])}"
    save(name + ".info.npy", np.array(infos, dtype=np.float64))
    save(name + ".npy", np.stack(samples))


def save(name, array):
    with open(name + ".part", "wb") as target:
        np.save(target, array)
    os.replace(name + ".part", name)


if __name__ == "__main__":
    main(*sys.argv[1:3])

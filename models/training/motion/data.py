"""
Clips of the scene generator, as shards that shards.py makes of `Write Training Scenes... content=clips`: NAME.npy, float16
[N, 24, H, W], and NAME.info.npy, float64 [N, 33]. Planes: 0 previous, 1 middle, 2 next frame; classical flow from the middle
3, 4 to the previous frame and 5 its confidence, 6, 7, 8 to the next; 9, 10 the flow that geometry explains, to the previous
frame, 11, 12 to the next; 13 inverse depth by geometry, of the median 1, 14 its confidence; truth: 15 inverse depth of the
median 1 (0: none), 16 what moves by itself, 17, 18 flow to the previous frame, 19 hidden there, 20, 21, 22 to the next; 23
where the flow is known. The numbers: seed, kind, verdict, noise, step, fx, fy, cx, cy, and the true motions of the camera
to the previous frame and the next, 12 each (rows of [R|t], in the unit of plane 15).
"""

import glob
import os

import numpy as np
import torch
import torch.nn.functional as F

FOCAL = 5
"""Where fx stands among the numbers; 0 without a camera."""

OUTLIERS = 0.5
"""Percent of values that lie beyond 0..1 at either end."""

FRAMES = slice(0, 3)
VECTORS = ((3, 4), (6, 7), (9, 10), (11, 12), (17, 18), (20, 21), (24, 25), (26, 27))
X = [a for a, _ in VECTORS]
Y = [b for _, b in VECTORS]
TO_PREVIOUS = [3, 4, 5, 9, 10, 17, 18, 19, 24, 25]
TO_NEXT = [6, 7, 8, 11, 12, 20, 21, 22, 26, 27]


class Shards:
    """All clips of the shards whose names begin alike, or only those that a camera has seen."""

    def __init__(self, folder, prefix, camera):
        self.pattern = os.path.join(folder, prefix + "*.npy")
        self.camera = camera
        self.shards, self.index = {}, []
        self.refresh()

    def refresh(self):
        for name in sorted(glob.glob(self.pattern)):
            info = name[:-4] + ".info.npy"
            if name not in self.shards and not name.endswith(".info.npy") and os.path.exists(info):
                self.shards[name] = np.load(name, mmap_mode="r"), np.load(info)
                self.index += [(name, i) for i, of in enumerate(self.shards[name][1]) if of[FOCAL] > 0 or not self.camera]

    def __len__(self):
        return len(self.index)

    @property
    def size(self):
        """Height and width of the samples."""
        return next(iter(self.shards.values()))[0].shape[2:]

    def info(self, k):
        name, i = self.index[k]
        return self.shards[name][1][i]

    def off(self, k, rows, columns):
        """How far off the classical flow is, on the mean, in pixels; what is quite lost counts as 3."""
        name, i = self.index[k]
        shard = self.shards[name][0][i, :, rows, columns].astype(np.float32)
        off = np.hypot(shard[[3, 6]] - shard[[17, 20]], shard[[4, 7]] - shard[[18, 21]])
        return (np.minimum(off, 3) * shard[23]).mean()

    def sample(self, k, rows, columns):
        """A part of a sample, planes [28, h, w]: the last four are the flow of a world at rest; and its intrinsics."""
        name, i = self.index[k]
        shard, infos = self.shards[name]
        planes = np.empty((28, rows.stop - rows.start, columns.stop - columns.start), np.float32)
        planes[:24] = shard[i, :, rows, columns]
        frames = shard[i, FRAMES, ::2, ::2].astype(np.float32)
        low, high = np.percentile(frames, (OUTLIERS, 100 - OUTLIERS))
        planes[FRAMES] = (planes[FRAMES] - low) / max(high - low, (frames.max() - frames.min()) / 4, 1e-6)
        fx, fy, cx, cy = infos[i][5:9]
        intrinsics = np.array([fx, fy, cx - columns.start, cy - rows.start])
        planes[24:28] = 0
        if fx > 0:
            planes[24:26] = at_rest(planes[15], infos[i][9:21], intrinsics)
            planes[26:28] = at_rest(planes[15], infos[i][21:33], intrinsics)
        return planes, intrinsics


def at_rest(inverse, motion, intrinsics):
    """The flow that the camera's motion makes of a world at rest."""
    fx, fy, cx, cy = intrinsics
    motion = motion.reshape(3, 4)
    height, width = inverse.shape
    x, y = (np.arange(width)[None] - cx) / fx, (np.arange(height)[:, None] - cy) / fy
    p = [motion[k, 0] * x + motion[k, 1] * y + motion[k, 2] + motion[k, 3] * inverse for k in range(3)]
    z = np.maximum(p[2], 0.05)
    return np.stack((fx * (p[0] / z - x), fy * (p[1] / z - y)))


def resized(planes, intrinsics, height, width):
    """Planes of another size, vectors and intrinsics with them."""
    by_y, by_x = height / planes.shape[1], width / planes.shape[2]
    if by_x == 1 and by_y == 1:
        return planes, intrinsics
    planes = F.interpolate(torch.from_numpy(planes)[None], (height, width), mode="bilinear", align_corners=False,
                           antialias=True)[0].numpy()
    planes[X] *= by_x
    planes[Y] *= by_y
    fx, fy, cx, cy = intrinsics
    return planes, np.array([fx * by_x, fy * by_y, (cx + 0.5) * by_x - 0.5, (cy + 0.5) * by_y - 0.5])


def mirrored(planes, intrinsics):
    planes = planes[:, :, ::-1].copy()
    planes[X] *= -1
    fx, fy, cx, cy = intrinsics
    return planes, np.array([fx, fy, planes.shape[2] - 1 - cx, cy])


def reversed_in_time(planes):
    planes = planes.copy()
    planes[[0, 2]] = planes[[2, 0]]
    planes[TO_PREVIOUS + TO_NEXT] = planes[TO_NEXT + TO_PREVIOUS]
    return planes


def chosen(shards, size, dice, smallest, draws):
    """A part of a sample; of several, rather one where the classical flow is wrong."""
    places, wrong = [], []
    for _ in range(draws):
        least = max(smallest, size[0] / shards.size[0], size[1] / shards.size[1])
        scale = np.exp2(dice.uniform(np.log2(least), 0))
        part = [min(int(round(length / scale)), whole) for length, whole in zip(size, shards.size)]
        corner = [int(dice.integers(0, whole - length + 1)) for length, whole in zip(part, shards.size)]
        rows, columns = (slice(begin, begin + length) for begin, length in zip(corner, part))
        places.append((int(dice.integers(0, len(shards))), rows, columns))
        if draws > 1:
            wrong.append(0.2 + shards.off(places[-1][0], slice(rows.start, rows.stop, 8), slice(columns.start, columns.stop, 8)))
    return places[dice.choice(draws, p=np.array(wrong) / sum(wrong)) if draws > 1 else 0]


def augmented(shards, size, dice, smallest=0.5, draws=1):
    """A random part of a random sample, [28, *size], its intrinsics, and whether geometry has followed the camera."""
    k, rows, columns = chosen(shards, size, dice, smallest, draws)
    planes, intrinsics = shards.sample(k, rows, columns)
    planes, intrinsics = resized(planes, intrinsics, *size)
    if dice.random() < 0.5:
        planes, intrinsics = mirrored(planes, intrinsics)
    if dice.random() < 0.5:
        planes = reversed_in_time(planes)
    if dice.random() < 0.3:
        gamma = np.exp(dice.uniform(-0.5, 0.5))
        planes[FRAMES] = np.sign(planes[FRAMES]) * np.abs(planes[FRAMES]) ** gamma
    if dice.random() < 0.1:
        planes[FRAMES] = 1 - planes[FRAMES]
    if dice.random() < 0.3:
        planes[FRAMES] = dice.uniform(0.5, 1.1) * (planes[FRAMES] - 0.5) + 0.5 + dice.uniform(-0.1, 0.1)
    if dice.random() < 0.2:
        planes[FRAMES] += 0.03 * dice.random() ** 2 * dice.standard_normal((3, *size), dtype=np.float32)
    return planes, intrinsics, shards.info(k)[2] >= 0


def batch_of(samples):
    """Tensors by name from a list of (planes, intrinsics, whether geometry has followed the camera)."""
    planes = torch.from_numpy(np.stack([p for p, _, _ in samples]))
    intrinsics = torch.tensor(np.stack([i for _, i, _ in samples]), dtype=torch.float32)
    tracked = torch.tensor([[[[t]]] for _, _, t in samples], dtype=torch.float32)
    names = ("previous", "middle", "next", "flow_previous", "flow_next", "geometry", "inverse", "disparity", "moving",
             "true_previous", "hidden_previous", "true_next", "hidden_next", "known", "rigid_previous", "rigid_next")
    parts = dict(zip(names, planes.split((1, 1, 1, 3, 3, 4, 2, 1, 1, 2, 1, 2, 1, 1, 2, 2), 1)))
    # NB: made smaller, pixels at edges are mixed
    parts["known"] = (parts["known"] > 0.99).float()
    return {**parts, "intrinsics": intrinsics, "tracked": tracked}

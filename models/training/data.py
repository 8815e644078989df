"""
Triplets of the scene generator, as shards of up to 200 samples that shards.py makes: NAME.npy, float16
[N, 21, H, W], and NAME.info.npy, float64 [N, 5]: seed, kind, t, noise, step. Planes: 0 first, 1 middle, 2 last;
truth 3, 4 motion to the first frame, 5 hidden there, 6, 7, 8 the same for the last; classical field 9 ... 12
displacements, 13 weight, 14 confidence; 15 where the truth is known; 16 the classical rendering, 17 plain blending; 18, 19 another motion of the classical field,
from the first frame to the last, 20 its share.
"""

import glob
import os

import numpy as np
import torch
import torch.nn.functional as F

from losses import classical
from network import softened

OUTLIERS = 0.5
"""Percent of values that lie beyond 0..1 at either end."""

DRAWS = 3
"""Crops to choose one from."""


class Shards:
    """All samples of the shards that a pattern names. Shards may be added while training runs."""

    def __init__(self, folder, prefix):
        self.pattern = os.path.join(folder, prefix + "*.npy")
        self.shards, self.index, self.ranges = {}, [], {}
        self.refresh()

    def refresh(self):
        for name in sorted(glob.glob(self.pattern)):
            info = name[:-4] + ".info.npy"
            if name not in self.shards and not name.endswith(".info.npy") and os.path.exists(info):
                self.shards[name] = np.load(name, mmap_mode="r"), np.load(info)
                self.index += [(name, i) for i in range(len(self.shards[name][1]))]

    @property
    def size(self):
        """Height and width of the samples."""
        return next(iter(self.shards.values()))[0].shape[2:]

    def __len__(self):
        return len(self.index)

    def sample(self, k, part=None):
        """
        Planes [21, H, W] of a sample, or of the part of it that two slices name, frames scaled by the range of the
        pair; that range; seed, kind, t, noise, step.
        """
        name, i = self.index[k]
        shard, infos = self.shards[name]
        if k not in self.ranges:
            self.ranges[k] = spread(shard[i, (0, 2), ::2, ::2].astype(np.float32))
        low, range_ = self.ranges[k]
        planes = shard[i].astype(np.float32) if part is None else shard[i, :, part[0], part[1]].astype(np.float32)
        planes[[0, 1, 2, 16, 17]] = (planes[[0, 1, 2, 16, 17]] - low) / range_
        return planes, range_, infos[i]

    def frames(self, k, part):
        """The middle frame and the classical rendering of a part of a sample."""
        name, i = self.index[k]
        return self.shards[name][0][i, (1, 16), part[0], part[1]].astype(np.float32)


def spread(frames):
    """Lower end and width of the range of both frames, outliers aside."""
    low, high = np.percentile(frames, (OUTLIERS, 100 - OUTLIERS))
    # NB: a few bright spots on a constant ground shall not dwarf all other samples
    return float(low), float(max(high - low, (frames.max() - frames.min()) / 4, 1e-6))


def batch_of(samples):
    """Tensors by name from a list of (planes [21, H, W], t)."""
    planes = torch.from_numpy(np.stack([p for p, _ in samples]))
    t = torch.tensor([t for _, t in samples], dtype=torch.float32)
    names = ("first", "middle", "last", "truth", "field", "known", "flow", "blend", "other")
    parts = dict(zip(names, planes.split((1, 1, 1, 6, 6, 1, 1, 1, 3), 1)))
    parts["field"] = torch.cat((parts["field"], parts.pop("other")), 1)
    return {**parts, "t": t}


FRAMES = [0, 1, 2, 16]

MOTIONS = ((3, 4), (6, 7), (9, 10), (11, 12), (18, 19))


def chosen(shards, size, dice, draws=DRAWS):
    """A sample and a part of it, rather one where the classical rendering is wrong by more than noise."""
    height, width = shards.size
    places, wrong = [], []
    for _ in range(draws):
        k = int(dice.integers(0, len(shards)))
        scale = 1.0
        if draws > 1 and dice.random() < 0.3:
            scale = float(np.exp2(dice.uniform(np.log2(max(0.5, size / min(height, width))), 1)))
        part = min(int(round(size / scale)) // 4 * 4, height, width)
        y, x = dice.integers(0, height - part + 1), dice.integers(0, width - part + 1)
        places.append((k, (slice(y, y + part), slice(x, x + part))))
        middle, classical = shards.frames(*places[-1])
        off = (classical - middle).reshape(part // 4, 4, part // 4, 4).mean((1, 3))
        wrong.append(np.abs(off).mean() + 0.002)
    return places[dice.choice(draws, p=np.array(wrong) / sum(wrong))]


def patches(size, dice):
    """Soft-edged patches, 0 to 1: [size, size]."""
    count = int(dice.integers(3, 12))
    rough = torch.from_numpy(dice.standard_normal((1, 1, count, count), dtype=np.float32))
    mask = F.interpolate(rough, (size, size), mode="bicubic", align_corners=True)[0, 0].numpy()
    return np.clip(dice.uniform(2, 10) * (mask - dice.uniform(-0.5, 1.2)), 0, 1)


def change(planes, t, others, dice):
    """Lets something else show, in patches or all over, which changes without moving."""
    share = dice.uniform(0.2, 1) * (1 if dice.random() < 0.4 else patches(planes.shape[1], dice))
    one, two = others
    kept = dice.uniform(0, 1)
    two = kept * one + (1 - kept) * two
    for c, other in ((0, one), (1, (1 - t) * one + t * two), (2, two)):
        planes[c] += share * (other - planes[c])
    planes[15] *= share < 0.3


def grain(planes, t, dice):
    """Adds fine texture that turns into another one from the first frame to the last, so that the middle has some of both."""
    size = planes.shape[1]
    rough = torch.from_numpy(dice.standard_normal((2, 1, size, size), dtype=np.float32))
    both = dice.uniform(0, 0.1) * torch.lerp(rough, 2 * softened(rough), dice.uniform(0, 1))[:, 0].numpy()
    angle = dice.uniform(0.2, 1) * np.pi / 2
    for c, part in ((0, 0), (1, t), (2, 1)):
        planes[c] += np.cos(part * angle) * both[0] + np.sin(part * angle) * both[1]


def augmented(shards, size, dice):
    """A random crop of a sample, flipped, transposed, reversed in time, rescaled, with other contrast; and its t."""
    k, place = chosen(shards, size, dice)
    part = place[0].stop - place[0].start
    planes, _, info = shards.sample(k, place)
    t = info[2]
    if part != size:
        planes = F.interpolate(torch.from_numpy(planes)[None], (size, size), mode="bilinear", align_corners=False,
                               antialias=part > size)[0].numpy()
        for c in MOTIONS:
            planes[c, :, :] *= size / part
    if dice.random() < 0.5:
        planes = planes[:, :, ::-1].copy()
        planes[[a for a, _ in MOTIONS]] *= -1
    if dice.random() < 0.5:
        planes = planes[:, ::-1].copy()
        planes[[b for _, b in MOTIONS]] *= -1
    if dice.random() < 0.5:
        planes = planes.transpose(0, 2, 1).copy()
        for a, b in MOTIONS:
            planes[[a, b]] = planes[[b, a]]
    if dice.random() < 0.5:
        planes[[0, 2]] = planes[[2, 0]]
        planes[[3, 4, 5, 6, 7, 8]] = planes[[6, 7, 8, 3, 4, 5]]
        planes[[9, 10, 11, 12]] = planes[[11, 12, 9, 10]]
        planes[13] = 1 - planes[13]
        planes[[18, 19]] *= -1
        t = 1 - t
    changed = dice.random(5) < (0.35, 0.15, 0.2, 0.1, 0.12)
    if changed[0]:
        change(planes, t, [shards.sample(*chosen(shards, size, dice, 1))[0][0] for _ in range(2)], dice)
    if changed[1]:
        # what brightens or fades where it is
        share = dice.uniform(-0.7, 0.7) * patches(size, dice)
        for c, part in ((0, 0), (1, t), (2, 1)):
            planes[c] *= 1 + part * share
    if changed[2]:
        sigma = 0.05 * dice.random() ** 2
        for c in (0, 2):
            planes[c] += sigma * dice.standard_normal((size, size), dtype=np.float32)
    if changed[3]:
        # a classical field that went wrong somewhere
        rough = torch.from_numpy(dice.standard_normal((1, 2, 4, 4), dtype=np.float32))
        wrong = F.interpolate(rough, (size, size), mode="bicubic", align_corners=True)[0].numpy()
        wrong *= np.exp(dice.uniform(np.log(0.3), np.log(6)))
        planes[9:11] -= t * wrong
        planes[11:13] += (1 - t) * wrong
    if changed[4]:
        grain(planes, t, dice)
    if changed.any():
        batch = batch_of([(planes, t)])
        planes[16] = classical(batch["first"], batch["last"], batch["field"], batch["t"])[0, 0].numpy()
    if dice.random() < 0.3:
        gamma = np.exp(dice.uniform(-0.5, 0.5))
        planes[FRAMES] = np.sign(planes[FRAMES]) * np.abs(planes[FRAMES]) ** gamma
    if dice.random() < 0.1:
        planes[FRAMES] = 1 - planes[FRAMES]
    if dice.random() < 0.3:
        planes[FRAMES] = dice.uniform(0.5, 1.1) * (planes[FRAMES] - 0.5) + 0.5 + dice.uniform(-0.1, 0.1)
    return planes, t

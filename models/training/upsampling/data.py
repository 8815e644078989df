"""
Samples for training: a guide, a map of fewer pixels as a depth camera might give it, and what it should become.

The scenes are files that shards.py (depth and brightness) and scenes.py (depth and colours) make.
"""

import glob
import os

import numpy as np
import torch
import torch.nn.functional as F

from scenes import waves

OUTLIERS = 0.5
"""Percent of values that lie beyond 0..1 at either end."""


class Scenes:
    """All scenes of the files whose names end with a suffix, those in colour as often as the others."""

    def __init__(self, folder, suffix):
        names = sorted(glob.glob(os.path.join(folder, f"*-{suffix}.npy")))
        self.files = [np.load(name, mmap_mode="r") for name in names]

    def any(self, dice):
        file = self.files[dice.integers(len(self.files))]
        return np.array(file[dice.integers(len(file))], dtype=np.float32)


def span(values):
    """Lower end and width of a range, outliers aside."""
    low, high = np.percentile(values, (OUTLIERS, 100 - OUTLIERS))
    # NB: a few bright spots on a constant ground shall not dwarf all other samples
    return float(low), float(max(high - low, (values.max() - values.min()) / 4, 1e-6))


def overlaps(low, high):
    """How much of each of `low` areas each of `high` pixels covers: [low, high], each row adds up to 1."""
    edges = np.arange(low + 1) * (high / low)
    pixels = np.arange(high)
    shares = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return (np.maximum(shares, 0) * (low / high)).astype(np.float32)


def linear(low, high):
    """Weights of bilinear interpolation from `low` samples to `high` places: [high, low]."""
    at = np.clip((np.arange(high) + 0.5) * (low / high) - 0.5, 0, low - 1)
    return np.maximum(0, 1 - np.abs(at[:, None] - np.arange(low))).astype(np.float32)


def both(weights_y, weights_x, plane):
    return weights_y @ plane @ weights_x.T


def filled(values):
    """Unknown samples from the means of 2 x 2 samples around them; of these, the unknown ones in the same way."""
    known = np.isfinite(values)
    if known.all() or not known.any():
        return np.where(known, values, 0)
    height, width = values.shape
    halves = overlaps((height + 1) // 2, height), overlaps((width + 1) // 2, width)
    weight = both(*halves, known.astype(np.float32))
    coarse = both(*halves, np.where(known, values, 0)) / np.maximum(weight, 1e-6)
    coarse = filled(np.where(weight > 1e-6, coarse, np.nan).astype(np.float32))
    back = both(linear(coarse.shape[0], height), linear(coarse.shape[1], width), coarse)
    return np.where(known, values, back).astype(np.float32)


def turned(planes, dice):
    if dice.random() < 0.5:
        planes = planes[:, :, ::-1]
    if dice.random() < 0.5:
        planes = planes[:, ::-1]
    if dice.random() < 0.3:
        planes = planes.transpose(0, 2, 1)
    return planes


def coloured(colours, dice):
    """Three channels of a guide, as any camera or microscope might show them: [3, H, W]."""
    if len(colours) == 1:
        colours = np.repeat(colours, 3, 0)
        if dice.random() < 0.5:
            # what is grey gets a look-up table
            for c in range(3):
                a, b = dice.uniform(0.3, 1.5, 2)
                colours[c] = np.clip(colours[c], 0, 1) ** a
                if dice.random() < 0.3:
                    colours[c] = 0.5 + 0.5 * np.sin(7 * b * colours[c])
    else:
        mean = colours.mean(0, keepdims=True)
        dull = dice.choice((0, dice.uniform(0, 1), 1), p=(0.2, 0.6, 0.2))
        colours = mean + dull * (colours - mean)
    colours = colours[dice.permutation(3)]
    if dice.random() < 0.4:
        colours = np.clip(colours, 0, 1) ** np.exp(dice.uniform(-0.6, 0.6))
    if dice.random() < 0.2:
        colours = 1 - colours
    blur = dice.uniform(0, 1.2) if dice.random() < 0.7 else 0
    if blur > 0.2:
        reach = np.arange(-3, 4)
        taps = torch.from_numpy(np.exp(-0.5 * (reach / blur) ** 2).astype(np.float32))
        taps = taps / taps.sum()
        x = torch.from_numpy(np.ascontiguousarray(colours, dtype=np.float32))[:, None]
        x = F.pad(x, (3, 3, 3, 3), mode="replicate")
        colours = F.conv2d(F.conv2d(x, taps.reshape(1, 1, 1, 7)), taps.reshape(1, 1, 7, 1))[:, 0].numpy()
    noise = 0.04 * dice.random() ** 2
    colours = colours + noise * dice.standard_normal(colours.shape, dtype=np.float32)
    low, width = span(colours)
    return (colours - low) / width


def shifted(depth, pitch, dice):
    """The depth as a camera sees it that stands beside that of the guide, and whose edges are ragged; or not."""
    if dice.random() < 0.35:
        return depth
    height, width = depth.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    # up to one pixel of the map, but hardly more than a few of the guide
    most = min(pitch, 6) * dice.random() ** 1.5
    dx, dy = dice.uniform(-most, most, 2)
    ragged = dice.uniform(0, 1)
    dx = dx + ragged * waves(x, y, 3, 15, dice, 4)
    dy = dy + ragged * waves(x, y, 3, 15, dice, 4)
    rows = np.clip(np.rint(y + dy), 0, height - 1).astype(int)
    columns = np.clip(np.rint(x + dx), 0, width - 1).astype(int)
    return depth[rows, columns]


def holes(depth, dice):
    """Where the depth is not known: in the shadows of what is near, and in patches."""
    height, width = depth.shape
    unknown = np.zeros(depth.shape, bool)
    if dice.random() < 0.5:
        # what is near hides what is behind it for some pixels on one side
        near = depth.min() / depth
        disparity = dice.uniform(3, 20) * near
        edge = np.arange(width) - disparity
        least = np.minimum.accumulate(edge[:, ::-1], 1)[:, ::-1]
        unknown |= least < edge - 1.5
    if dice.random() < 0.5:
        y, x = np.mgrid[:height, :width]
        for _ in range(dice.integers(1, 8)):
            radius = np.exp(dice.uniform(np.log(2), np.log(25)))
            unknown |= np.hypot((x - dice.integers(width)), (y - dice.integers(height)) * dice.uniform(0.5, 2)) < radius
    if dice.random() < 0.1:
        unknown |= dice.random(depth.shape) < dice.uniform(0, 0.5)
    return unknown


def reduced(depth, unknown, height, width, dice):
    """A map of fewer pixels: the mean of what is known of each area, one pixel of it, or a smooth reduction."""
    values = np.where(unknown, np.nan, depth)
    how = dice.random()
    if how < 0.65:
        areas = overlaps(height, depth.shape[0]), overlaps(width, depth.shape[1])
        weight = both(*areas, (~unknown).astype(np.float32))
        return np.where(weight > 1e-6, both(*areas, np.where(unknown, 0, depth)) / np.maximum(weight, 1e-6), np.nan)
    rows = ((np.arange(height) + 0.5) * depth.shape[0] / height).astype(int)
    columns = ((np.arange(width) + 0.5) * depth.shape[1] / width).astype(int)
    if how < 0.9:
        return values[rows[:, None], columns]
    known = filled(values)
    small = F.interpolate(torch.from_numpy(known.astype(np.float32))[None, None], (height, width), mode="bicubic",
                          antialias=True, align_corners=False)[0, 0].numpy()
    return np.where(unknown[rows[:, None], columns], np.nan, small)


def sample(scenes, size, ratio, dice):
    """Guide [3, size, size], value and known [size / ratio, same], truth [size, size], and what counts of it."""
    planes = turned(scenes.any(dice), dice)
    y, x = (dice.integers(0, n - size + 1) for n in planes.shape[1:])
    planes = planes[:, y:y + size, x:x + size]
    depth = shifted(planes[0], ratio, dice)
    colours = coloured(np.ascontiguousarray(planes[1:]), dice)
    unknown = holes(depth, dice)
    length = size // ratio
    truth = depth
    if dice.random() < 0.3:
        truth = depth.min() / depth
    if dice.random() < 0.3:
        truth = -truth
    low, width = span(truth)
    truth = (truth - low) / width
    noise = 0.01 * dice.random() ** 2
    seen = truth + noise * (depth / depth.mean()) ** 2 * dice.standard_normal(truth.shape, dtype=np.float32)
    small = reduced(seen, unknown, length, length, dice)
    if dice.random() < 0.5:
        small = small + 0.01 * dice.random() ** 2 * dice.standard_normal(small.shape)
    if not np.isfinite(small).any():
        small = reduced(seen, np.zeros_like(unknown), length, length, dice)
    # the product knows no other range than that of the map
    low, width = span(small[np.isfinite(small)])
    value, known = filled((small - low) / width), np.isfinite(small)
    counts = np.where(unknown, 0.3, 1).astype(np.float32)
    return [np.ascontiguousarray(p, dtype=np.float32) for p in (colours, value[None], known[None],
                                                               (truth[None] - low) / width, counts[None])]


RATIOS = (2, 4, 8, 16)
SIZES = {2: 96, 4: 128, 8: 160, 16: 192}


def batch(scenes, count, dice):
    """Tensors guide, value, known, truth, counts of samples of one ratio."""
    ratio = int(dice.choice(RATIOS, p=(0.15, 0.35, 0.3, 0.2)))
    samples = [sample(scenes, SIZES[ratio], ratio, dice) for _ in range(count)]
    return [torch.from_numpy(np.stack(planes)) for planes in zip(*samples)]

"""
Layers in colour, for what the scene generator has none of: slanted walls and shapes before them, photographs or
patterns on them, as one file that NumPy maps into memory.

    scenes.py TEXTURES FILE SEED COUNT

FILE.npy is float16 [COUNT, 4, 240, 320]: depth in metres, red, green and blue, 0 to 1.
"""

import glob
import os
import sys

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 320, 240


def photographs(folder):
    """All photographs of a folder, in colour, 0 to 1, none much larger than 1,024 pixels."""
    result = []
    for name in sorted(glob.glob(os.path.join(folder, "*"))):
        image = Image.open(name).convert("RGB")
        image.thumbnail((1024, 1024))
        result.append(np.asarray(image, np.float32) / 255)
    return result


def waves(x, y, shortest, longest, dice, count=5):
    """A smooth random function of about unit variance."""
    result = 0
    for _ in range(count):
        length, angle = np.exp(dice.uniform(np.log(shortest), np.log(longest))), dice.uniform(0, 2 * np.pi)
        result = result + np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / length + dice.uniform(0, 7))
    return (result * np.sqrt(2 / count)).astype(np.float32)


class Surface:
    """A wall, which is everywhere, or a shape before it."""

    def __init__(self, photos, wall, dice):
        self.wall = wall
        self.shape = dice.choice(("box", "disc", "ball", "blob", "bar", "ring", "polygon"))
        self.centre = dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT)
        self.size = np.exp(dice.uniform(np.log(5), np.log(60), 2))
        if self.shape == "bar":
            self.size = np.array([dice.uniform(1.5, 8), dice.uniform(30, 160)])
        self.angle = dice.uniform(0, np.pi)
        self.depth = dice.uniform(2.2, 3.2) if wall else dice.uniform(0.6, 2.1)
        self.slope = dice.uniform(-1, 1, 2) * (0.004 if wall else 0.003)
        self.line = dice.uniform(0, 2 * np.pi), dice.uniform(-0.4, 0.4) * WIDTH
        self.wobble = dice.uniform(0, 0.25, 4), dice.uniform(0, 7, 4)
        self.corners = dice.integers(3, 8)
        # some look much like what is behind them
        dull = np.full(3, dice.uniform(0.3, 0.7)) + dice.normal(0, 0.03, 3)
        self.colour = dull if dice.random() < 0.3 else dice.uniform(0.1, 0.9, 3)
        self.contrast = dice.normal(0, 0.2 if dice.random() < 0.35 else 0.04, 3)
        self.pattern = dice.choice(("photo", "photo", "photo", "stripes", "checks", "waves", "plain"))
        self.period = np.exp(dice.uniform(np.log(5), np.log(60)))
        self.seed = dice.integers(1 << 30)
        photo = photos[dice.integers(len(photos))]
        self.zoom = np.exp(dice.uniform(np.log(0.5), np.log(2)))
        self.photo, self.from_x, self.from_y = photo, dice.uniform(0, photo.shape[1]), dice.uniform(0, photo.shape[0])

    def box(self):
        """The rows and columns that it may be in."""
        if self.wall:
            return slice(0, HEIGHT), slice(0, WIDTH)
        reach = 1.5 * max(self.size) + 2
        rows, columns = ((max(0, int(c - reach)), min(n, int(c + reach) + 1)) for c, n in
                         ((self.centre[1], HEIGHT), (self.centre[0], WIDTH)))
        return slice(*rows), slice(*columns)

    def turned(self, x, y):
        c, s = np.cos(self.angle), np.sin(self.angle)
        return x * c + y * s, y * c - x * s

    def place(self, x, y):
        """Where it is, and its depth there."""
        dx, dy = x - self.centre[0], y - self.centre[1]
        depth = self.depth + self.slope[0] * dx + self.slope[1] * dy
        if self.wall:
            far = np.cos(self.line[0]) * (x - WIDTH / 2) + np.sin(self.line[0]) * (y - HEIGHT / 2) - self.line[1]
            return np.ones(x.shape, bool), depth + 0.01 * np.maximum(far, 0)
        u, v = self.turned(dx, dy)
        u, v = u / self.size[0], v / self.size[1]
        radius, angle = np.hypot(u, v), np.arctan2(v, u)
        if self.shape == "ball":
            depth = depth - 0.2 * np.sqrt(np.maximum(0, 1 - radius ** 2))
        if self.shape in ("box", "bar"):
            inside = np.maximum(np.abs(u), np.abs(v)) < 1
        elif self.shape == "ring":
            inside = (radius < 1) & (radius > 0.7)
        elif self.shape == "blob":
            inside = radius < 1 + sum(a * np.sin((k + 2) * angle + p) for k, (a, p) in enumerate(zip(*self.wobble)))
        elif self.shape == "polygon":
            part = 2 * np.pi / self.corners
            inside = radius * np.cos((angle % part) - part / 2) < np.cos(part / 2)
        else:
            inside = radius < 1
        return inside, depth

    def look(self, x, y):
        """Its colour: [3, ...]."""
        u, v = self.turned(x - self.centre[0], y - self.centre[1])
        if self.pattern == "photo":
            height, width = self.photo.shape[:2]
            columns = (u * self.zoom + self.from_x).astype(int) % (2 * width)
            rows = (v * self.zoom + self.from_y).astype(int) % (2 * height)
            part = self.photo[np.minimum(rows, 2 * height - 1 - rows), np.minimum(columns, 2 * width - 1 - columns)]
            return np.moveaxis(part, -1, 0)
        u, v = u / self.period, v / self.period
        if self.pattern == "stripes":
            mark = np.floor(u) % 2 * 2 - 1
        elif self.pattern == "checks":
            mark = (np.floor(u) + np.floor(v)) % 2 * 2 - 1
        elif self.pattern == "waves":
            mark = waves(x, y, 4, 60, np.random.default_rng(self.seed))
        else:
            mark = np.zeros_like(u)
        return self.colour[:, None, None] + self.contrast[:, None, None] * mark


def scene(photos, dice):
    """Depth and colours of a random scene: [4, HEIGHT, WIDTH]."""
    surfaces = [Surface(photos, True, dice) for _ in range(2)]
    surfaces += [Surface(photos, False, dice) for _ in range(int(dice.integers(4, 30)))]
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    colours = np.zeros((3, HEIGHT, WIDTH), np.float32)
    places = ((0.25, 0.25), (-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25))
    planes = {}
    for dx, dy in ((0, 0),) + places:
        nearest, owner = np.full((HEIGHT, WIDTH), np.inf, np.float32), np.zeros((HEIGHT, WIDTH), int)
        for k, surface in enumerate(surfaces):
            box = surface.box()
            if box[0].start >= box[0].stop or box[1].start >= box[1].stop:
                continue
            inside, depth = surface.place(x[box] + dx, y[box] + dy)
            inside &= depth < nearest[box]
            nearest[box][inside] = depth[inside]
            owner[box][inside] = k
        planes[dx, dy] = nearest, owner
    for k, surface in enumerate(surfaces):
        box = surface.box()
        if box[0].start >= box[0].stop or box[1].start >= box[1].stop:
            continue
        share = sum(planes[p][1][box] == k for p in places) / 4
        if share.any():
            colours[(slice(None),) + box] += share * surface.look(x[box], y[box])
    light = 1 + 0.12 * waves(x, y, 100, 500, dice)
    return np.concatenate((planes[0, 0][0][None], np.clip(colours * light, 0, 1)))


def main(textures, file, seed, count):
    photos = photographs(textures)
    result = np.stack([scene(photos, np.random.default_rng((int(seed), k))) for k in range(int(count))])
    np.save(file, result.astype(np.float16))


if __name__ == "__main__":
    main(*sys.argv[1:5])

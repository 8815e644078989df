"""
Trains the network. Writes OUT/last.pt (with the averaged weights as `average`) and OUT/log.csv, and goes on where it
was stopped. Time sets the learning rate: two runs are alike, not equal.
"""

import argparse
import csv
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import RATIOS, SIZES, Scenes, batch, sample
from network import Stage, stages

ROUGH = 0.0004
"""A mean squared error of bilinear interpolation, as a share of the range, that matters little."""


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--weights", help="a checkpoint to begin with")
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--every", type=float, default=4, help="minutes from checkpoint to checkpoint")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate", type=int, default=24, help="samples of each ratio")
    return parser.parse_args()


def errors(plane, truth, counts):
    """Mean squared and mean absolute error of each sample."""
    off = plane - truth
    total = counts.sum((1, 2, 3))
    return (off * off * counts).sum((1, 2, 3)) / total, (off.abs() * counts).sum((1, 2, 3)) / total


def smaller(plane, counts, size):
    """Means of what counts over the pixels of a smaller plane, and how much does."""
    factor = plane.shape[-1] // size
    if factor == 1:
        return plane, counts
    weight = F.avg_pool2d(counts, factor)
    return F.avg_pool2d(plane * counts, factor) / weight.clamp(min=1e-6), weight


def loss(planes, value, truth, counts):
    """What is left of the error of bilinear interpolation, at each size on the way: the last one counts most."""
    total, weights = 0, 0
    for k, plane in enumerate(reversed(planes)):
        to, count = smaller(truth, counts, plane.shape[-1])
        start = F.interpolate(value, plane.shape[-2:], mode="bilinear", align_corners=False)
        rough, far = errors(start, to, count)
        square, absolute = errors(plane, to, count)
        left = (square / (rough + ROUGH) + 0.4 * absolute / (far + math.sqrt(ROUGH))).mean()
        total, weights = total + 0.4 ** k * left, weights + 0.4 ** k
    return total / weights


class Validation:
    """What is left of the root mean squared error of bilinear interpolation on scenes that are held out."""

    def __init__(self, scenes, count):
        self.batches = []
        for ratio in RATIOS:
            dice = np.random.default_rng((ratio, 9))
            samples = [sample(scenes, SIZES[ratio], ratio, dice) for _ in range(count)]
            self.batches.append([torch.from_numpy(np.stack(planes)) for planes in zip(*samples)])

    def __call__(self, stage):
        scores = {}
        for ratio, (guide, value, known, truth, counts) in zip(RATIOS, self.batches):
            ours, start = 0, 0
            for k in range(len(guide)):
                part = slice(k, k + 1)
                with torch.no_grad():
                    plane = stages(stage, guide[part], value[part], known[part])[-1]
                ours += errors(plane, truth[part], counts[part])[0].item()
                start += errors(F.interpolate(value[part], plane.shape[-2:], mode="bilinear", align_corners=False),
                                truth[part], counts[part])[0].item()
            scores[f"left{ratio}"] = math.sqrt(ours / start)
        return scores


def main():
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    os.makedirs(o.out, exist_ok=True)
    stage, average = Stage(), Stage()
    if o.weights:
        stage.load_state_dict(torch.load(o.weights)["average"], strict=False)
    average.load_state_dict(stage.state_dict())
    stage = stage.to(memory_format=torch.channels_last)
    parameters = list(stage.parameters())
    optimiser = torch.optim.AdamW([{"params": [p for p in parameters if p.ndim > 2], "weight_decay": 1e-4},
                                   {"params": [p for p in parameters if p.ndim <= 2], "weight_decay": 0}], lr=o.rate)
    step, spent = 0, 0.0
    path = os.path.join(o.out, "last.pt")
    if os.path.exists(path):
        state = torch.load(path)
        stage.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    scenes = Scenes(o.data, "train")
    validation = Validation(Scenes(o.data, "valid"), o.validate)
    dice = np.random.default_rng((o.seed, step))
    total, since, begun, saved = 0.0, 0, time.time(), time.time()
    while True:
        now = spent + time.time() - begun
        part = min(1.0, now / 60 / o.minutes)
        if time.time() - saved > 60 * o.every or part >= 1 or step == 0:
            report(o, step, now, total / max(1, since), validation(average))
            torch.save({"network": stage.state_dict(), "average": average.state_dict(),
                        "optimiser": optimiser.state_dict(), "step": step, "spent": now}, path + ".part")
            os.replace(path + ".part", path)
            total, since, saved = 0.0, 0, time.time()
            if part >= 1:
                break
        rate = o.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * part)) + 1e-6
        for group in optimiser.param_groups:
            group["lr"] = rate
        guide, value, known, truth, counts = batch(scenes, o.batch, dice)
        left = loss(stages(stage, guide, value, known), value, truth, counts)
        optimiser.zero_grad(set_to_none=True)
        left.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        # NB: one bad sample in a million shall not end a training
        if norm.isfinite():
            optimiser.step()
        step += 1
        total, since = total + left.item(), since + 1
        with torch.no_grad():
            for a, p in zip(average.parameters(), parameters):
                a.lerp_(p, 1 - min(0.998, step / (step + 20)))


def report(o, step, now, left, scores):
    """A line of the log."""
    line = {"step": step, "minutes": round(now / 60, 2), "loss": round(left, 4)}
    line.update({name: round(value, 4) for name, value in scores.items()})
    log = os.path.join(o.out, "log.csv")
    new = not os.path.exists(log)
    with open(log, "a", newline="") as file:
        writer = csv.DictWriter(file, list(line))
        if new:
            writer.writeheader()
        writer.writerow(line)


if __name__ == "__main__":
    main()

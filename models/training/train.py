"""Trains the network on shards; goes on where it was stopped. Run by torchrun with one process a core."""

import argparse
import csv
import math
import os
import time

import numpy as np
import torch
import torch.distributed as dist

from data import Shards, augmented, batch_of
from losses import loss, rendered
from network import Network


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of train*.npy, valid*.npy and sections*.npy")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--minutes", type=float, default=60, help="the learning rate falls to 0 over this time")
    parser.add_argument("--batch", type=int, default=8, help="samples a process")
    parser.add_argument("--crop", type=int, default=128)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=5, help="minutes between validations and checkpoints")
    parser.add_argument("--validate", type=int, default=64, help="samples of each kind")
    parser.add_argument("--weights", default="", help="weights to begin with")
    return parser.parse_args()


def levels(network, batch):
    """The network's result and levels, in bfloat16 where that is safe: convolutions alone."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return network.levels(*(batch[k] for k in ("first", "last", "field", "t")))


class Validation:
    """Mean absolute errors, in the brightness of the scenes, of ours and its competitors, and end-point errors."""

    def __init__(self, shards, count):
        self.shards = shards
        count = min(count, len(shards))
        self.chosen = [k * len(shards) // count for k in range(count)]
        self.others = {}
        plain = Network()
        for k in self.chosen:
            batch, unit, seen = self.batch(k)
            t, seen = batch["t"].reshape(-1, 1, 1, 1), seen.clamp(min=1e-6)
            weight = t * seen[:, 1:] / ((1 - t) * seen[:, :1] + t * seen[:, 1:])
            truth = torch.cat((batch["truth"][:, (0, 1, 3, 4)], weight, 0 * weight, 0 * seen, 1 + 0 * weight), 1)
            start = result(plain, batch)
            self.add(self.others, "flow", unit * difference(batch["flow"], batch))
            self.add(self.others, "blend", unit * difference(batch["blend"], batch))
            self.add(self.others, "truth", unit * difference(image(truth, batch), batch))
            self.add(self.others, "start", unit * difference(image(start, batch), batch))
            self.add(self.others, "epeStart", endpoint(start, batch, seen))

    def batch(self, k):
        planes, unit, info = self.shards.sample(k)
        batch = batch_of([(planes, info[2])])
        return batch, unit, 1 - batch["truth"][:, (2, 5)]

    def add(self, sums, name, value):
        sums[name] = sums.get(name, 0) + value / len(self.chosen)

    def __call__(self, network):
        sums = {}
        for k in self.chosen:
            batch, unit, seen = self.batch(k)
            ours = result(network, batch)
            self.add(sums, "ours", unit * difference(image(ours, batch), batch))
            self.add(sums, "epe", endpoint(ours, batch, seen))
        return {**sums, **self.others}


def result(network, batch):
    with torch.no_grad():
        return levels(network, batch)[0]


def image(field, batch):
    return rendered(batch["first"], batch["last"], field, batch["flow"], batch["t"])


def difference(image, batch):
    return (image - batch["middle"]).abs().mean().item()


def endpoint(field, batch, seen):
    counted = seen[:, :1] * batch["known"]
    off = (field[:, :2] - batch["truth"][:, :2]).square().sum(1, keepdim=True).sqrt()
    return ((off * counted).sum() / counted.sum().clamp(min=1)).item()


def main():
    o = options()
    rank, ranks = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if ranks > 1:
        dist.init_process_group("gloo")
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    os.makedirs(o.out, exist_ok=True)
    network, average = Network(), Network()
    if o.weights:
        network.load_state_dict(torch.load(o.weights)["average"], strict=False)
    average.load_state_dict(network.state_dict())
    network = network.to(memory_format=torch.channels_last)
    parameters = list(network.parameters())
    decay = [p for p in parameters if p.ndim > 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 1e-4},
                                   {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0}], lr=o.rate)
    step, spent = 0, 0.0
    path = os.path.join(o.out, "last.pt")
    if os.path.exists(path):
        state = torch.load(path)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    train = Shards(o.data, "train")
    validations = [Validation(Shards(o.data, name), o.validate) for name in ("valid", "sections")] if rank == 0 else None
    dice = np.random.default_rng((o.seed, rank, step))
    sums, since, begun, saved = {}, 0, time.time(), time.time()
    while True:
        now = spent + time.time() - begun
        part = torch.tensor([min(1.0, now / 60 / o.minutes), float(time.time() - saved > 60 * o.every)])
        if ranks > 1:
            dist.broadcast(part, 0)
        if part[1] > 0 or part[0] >= 1 or step == 0:
            if rank == 0:
                report(o, step, now, train, sums, since, *(validate(average) for validate in validations))
                torch.save({"network": network.state_dict(), "average": average.state_dict(),
                            "optimiser": optimiser.state_dict(), "step": step, "spent": now}, path + ".part")
                os.replace(path + ".part", path)
            sums, since, saved = {}, 0, time.time()
            train.refresh()
            if part[0] >= 1:
                break
        rate = o.rate * min(1, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * part[0].item())) + 1e-6
        for group in optimiser.param_groups:
            group["lr"] = rate
        batch = batch_of([augmented(train, o.crop, dice) for _ in range(o.batch)])
        total, parts = loss(*levels(network, batch), batch)
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        flat = torch.cat([p.grad.reshape(-1) for p in parameters])
        if ranks > 1:
            dist.all_reduce(flat)
            flat /= ranks
        # NB: one bad sample in a million shall not end a training
        flat *= (1 / (flat.norm() + 1e-9)).clamp(max=1) if flat.isfinite().all() else 0
        for p, g in zip(parameters, flat.nan_to_num().split([p.numel() for p in parameters])):
            p.grad.copy_(g.view_as(p))
        optimiser.step()
        step += 1
        keep = min(0.999, step / (step + 20))
        with torch.no_grad():
            for a, p in zip(average.parameters(), parameters):
                a.lerp_(p, 1 - keep)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + value.item()
        since += 1


def report(o, step, now, train, sums, since, scores, sections):
    """A line of the log; ratios are of our error to that of the classical method."""
    line = {"step": step, "minutes": round(now / 60, 2), "samples": len(train)}
    for name in ("photo", "census", "motion", "coarse", "side", "sure"):
        line[name] = round(sums.get(name, 0) / max(1, since), 6)
    line.update({name: round(value, 6) for name, value in scores.items()})
    line["ratio"] = round(scores["ours"] / scores["flow"], 4)
    line["sections"] = round(sections["ours"] / sections["flow"], 4)
    log = os.path.join(o.out, "log.csv")
    new = not os.path.exists(log)
    with open(log, "a", newline="") as file:
        writer = csv.DictWriter(file, list(line))
        if new:
            writer.writeheader()
        writer.writerow(line)


if __name__ == "__main__":
    main()

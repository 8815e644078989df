"""Trains the networks on clips, in stages; goes on where it was stopped. Run by torchrun with one process a core."""

import argparse
import csv
import math
import os
import time

import numpy as np
import torch
import torch.distributed as dist

from data import Shards, augmented, batch_of, resized
from losses import Explanation, depth_loss, endpoint, flow_loss, mean, shares, supervised
from networks import Motion

PLAYERS = ("depth", "camera", "flow")
MODERATOR = ("segmentation",)
LOST = 20
"""Pixels whose classical flow is farther off, in pixels, teach nothing."""

ROUND = 40
"""Steps of competition, then as many of collaboration."""


def size(text):
    height, width = (int(part) for part in text.split("x"))
    return height, width


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("flow", "rest", "together"), help="flow alone, depth, camera and segmentation "
                        "against the truth, or all four without any truth, by competition and collaboration")
    parser.add_argument("--data", required=True, help="folder of train*.npy and valid*.npy")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--minutes", type=float, default=60, help="the learning rate falls to 0 over this time")
    parser.add_argument("--steps", type=int, default=0, help="instead of the time")
    parser.add_argument("--batch", type=int, default=4, help="clips a process, of the first size")
    parser.add_argument("--crop", type=size, nargs="+", default=[(128, 128)], help="HEIGHTxWIDTH; of several, each step has "
                        "one, and as many pixels as the first")
    parser.add_argument("--smallest", type=float, default=0.5, help="how much clips may be made smaller")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=5, help="minutes between validations and checkpoints")
    parser.add_argument("--validate", type=int, default=64, help="clips")
    parser.add_argument("--weights", nargs="*", default=[], help="checkpoints to begin with; what both hold is of the last")
    parser.add_argument("--without", choices=("competition", "collaboration", "consensus"), help="for the ablation")
    return parser.parse_args()


def run(network, *inputs):
    """In bfloat16 where that is safe: convolutions alone."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return network(*inputs)


class Scores:
    """What the networks are worth on clips with truth."""

    def __init__(self, shards, count):
        count = min(count, len(shards))
        self.shards = shards
        self.chosen = [k * len(shards) // count for k in range(count)]

    def batch(self, k):
        height, width = self.shards.size
        rows, columns = slice(0, height // 32 * 32), slice(0, width // 32 * 32)
        planes, intrinsics = self.shards.sample(k, rows, columns)
        tracked = self.shards.info(k)[2] >= 0
        # NB: flow is for all pixels, the others look at the whole
        small = resized(planes, intrinsics, planes.shape[1] // 2, planes.shape[2] // 2)
        return batch_of([(planes, intrinsics, tracked)]), batch_of([(*small, tracked)])

    def __call__(self, networks, stage):
        sums, counts = {}, {}

        def add(name, value, weight=1):
            if weight > 0:
                sums[name] = sums.get(name, 0) + weight * float(value)
                counts[name] = counts.get(name, 0) + weight
        with torch.no_grad():
            for k in self.chosen:
                large, small = self.batch(k)
                if stage != "rest":
                    self.flow(networks, large, add)
                if stage != "flow":
                    self.rest(networks, small, add)
        found = {name: sums[name] / counts[name] for name in sums if "_" not in name}
        for name in ("ours", "geometry"):
            if name + "_union" in sums:
                found["iou" + name] = sums[name + "_both"] / max(1, sums[name + "_union"])
        return found

    @staticmethod
    def flow(networks, clips, add):
        for side in ("previous", "next"):
            start, truth, known = clips["flow_" + side], clips["true_" + side], clips["known"]
            result = run(networks.flow, clips["middle"], clips[side], start)
            seen = known * (1 - (clips["hidden_" + side] > 0.5).float())
            for name, flow in (("epe", result[:, :2]), ("epestart", start[:, :2])):
                add(name, mean(endpoint(flow, truth), known))
                add(name + "seen", mean(endpoint(flow, truth), seen))
                add(name + "log", mean(torch.log(0.03 + endpoint(flow, truth)), known))

    @staticmethod
    def rest(networks, clips, add):
        e = Explanation(networks, clips, False, run)
        add("depth", depth_loss(e.disparity, clips["disparity"])[1])
        add("constant", depth_loss(torch.ones_like(e.disparity), clips["disparity"])[1])
        there = (clips["disparity"] > 0).float()
        for side, way in zip(("previous", "next"), e.rigids):
            truth = clips["rigid_" + side]
            size = truth.square().sum(1, keepdim=True).mean().sqrt() + 0.5
            add("rigid", mean((endpoint(way, truth) / size).clamp(max=5), there))
        error = shares(e)[2:]
        for name, value in zip(("error", "errorrigid", "errorflow", "static"), error):
            add(name, value)
        moving = clips["moving"] > 0.5
        masks = {"ours": e.logits > 0}
        if clips["tracked"].item() > 0:
            masks["geometry"] = e.divided(clips["geometry"], clips["inverse"]) > 0
        for name, mask in masks.items():
            add(name + "_both", (mask & moving).sum(), 1)
            add(name + "_union", (mask | moving).sum(), 1)


def step_loss(o, networks, clips, step):
    """The loss, what it is made of, and which networks learn from it."""
    if o.stage == "flow":
        total, off = 0, 0
        for side in ("previous", "next"):
            found = run(networks.flow.levels, clips["middle"], clips[side], clips["flow_" + side])
            # NB: where the classical flow is quite lost, nothing can be learned, but much be spoilt
            start, truth = clips["flow_" + side][:, :2], clips["true_" + side]
            part, each = flow_loss(*found, truth, clips["known"] * (endpoint(start, truth) < LOST))
            total, off = total + part, off + each / 2
        return total, {"flow": off}, ("flow",)
    if o.stage == "rest":
        total, parts = supervised(Explanation(networks, clips, False, run))
        return total, parts, ("depth", "camera", "segmentation")
    moderate = step // ROUND % 2 == 1 and o.without != "collaboration"
    e = Explanation(networks, clips, True, run)
    compete, collaborate, error, by_rigid, by_flow, static = shares(e, o.without != "competition", o.without != "consensus")
    parts = {"error": error, "errorrigid": by_rigid, "errorflow": by_flow, "static": static}
    return (collaborate, parts, MODERATOR) if moderate else (compete, parts, PLAYERS)


def load(networks, name):
    state = torch.load(name)
    kept = networks.state_dict()
    # NB: a stage's checkpoint holds all four; those that it has not trained are as they began
    kept.update({key: value for key, value in state["average"].items() if key.split(".")[0] in state["trained"]})
    networks.load_state_dict(kept)


def main():
    o = options()
    rank, ranks = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if ranks > 1:
        dist.init_process_group("gloo")
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    os.makedirs(o.out, exist_ok=True)
    networks, average = Motion(), Motion()
    for name in o.weights:
        load(networks, name)
    average.load_state_dict(networks.state_dict())
    networks = networks.to(memory_format=torch.channels_last)
    # NB: one for each, since they do not all learn in the same steps
    optimisers = {name: torch.optim.AdamW(network.parameters(), lr=o.rate, weight_decay=1e-4)
                  for name, network in networks.named_children()}
    path = os.path.join(o.out, "last.pt")
    step, spent = 0, 0.0
    if os.path.exists(path):
        state = torch.load(path)
        networks.load_state_dict(state["networks"])
        average.load_state_dict(state["average"])
        for name, optimiser in optimisers.items():
            optimiser.load_state_dict(state["optimisers"][name])
        step, spent = state["step"], state["spent"]
    camera = o.stage != "flow"
    train, scores = Shards(o.data, "train", camera), None
    if rank == 0:
        scores = Scores(Shards(o.data, "valid", camera), o.validate)
    trained = {"flow": ("flow",), "rest": ("depth", "camera", "segmentation")}.get(o.stage, PLAYERS + MODERATOR)
    dice = np.random.default_rng((o.seed, rank, step))
    sums, since, begun, saved = {}, 0, time.time(), time.time()
    while True:
        now = spent + time.time() - begun
        done = min(1.0, step / o.steps if o.steps else now / 60 / o.minutes)
        part = torch.tensor([done, float(time.time() - saved > 60 * o.every)])
        if ranks > 1:
            dist.broadcast(part, 0)
        if part[1] > 0 or part[0] >= 1 or step == 0:
            if rank == 0:
                report(o, step, now, len(train), sums, since, scores(average, o.stage))
                torch.save({"networks": networks.state_dict(), "average": average.state_dict(), "trained": trained,
                            "optimisers": {name: x.state_dict() for name, x in optimisers.items()}, "step": step,
                            "spent": now}, path + ".part")
                os.replace(path + ".part", path)
            sums, since, saved = {}, 0, time.time()
            train.refresh()
            if part[0] >= 1:
                break
        rate = o.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * part[0].item())) + 1e-6
        draws = 4 if o.stage == "flow" else 1
        crop = o.crop[dice.integers(0, len(o.crop))]
        batch = max(1, round(o.batch * math.prod(o.crop[0]) / math.prod(crop)))
        clips = batch_of([augmented(train, crop, dice, o.smallest, draws) for _ in range(batch)])
        total, parts, learners = step_loss(o, networks, clips, step)
        networks.zero_grad(set_to_none=True)
        total.backward()
        for name in learners:
            learn(getattr(networks, name), optimisers[name], rate, ranks)
        step += 1
        keep = min(0.998, step / (step + 20))
        with torch.no_grad():
            for a, p in zip(average.parameters(), networks.parameters()):
                a.lerp_(p, 1 - keep)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + float(value)
        since += 1


def learn(network, optimiser, rate, ranks):
    """A step of one network, by gradients of a norm of 1 at most."""
    parameters = list(network.parameters())
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1) for p in parameters])
    if ranks > 1:
        dist.all_reduce(flat)
        flat /= ranks
    # NB: one bad clip in a million shall not end a training
    flat *= (1 / (flat.norm() + 1e-9)).clamp(max=1) if flat.isfinite().all() else 0
    for p, g in zip(parameters, flat.nan_to_num().split([p.numel() for p in parameters])):
        p.grad = g.view_as(p).clone()
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.step()


def report(o, step, now, samples, sums, since, scores):
    """A line of the log."""
    line = {"step": step, "minutes": round(now / 60, 2), "samples": samples}
    line.update({"train" + name: round(value / max(1, since), 5) for name, value in sums.items()})
    line.update({name: round(value, 5) for name, value in scores.items()})
    print(line, flush=True)
    log = os.path.join(o.out, "log.csv")
    lines = []
    if os.path.exists(log):
        with open(log, newline="") as file:
            lines = list(csv.DictReader(file))
    lines.append(line)
    with open(log, "w", newline="") as file:
        # NB: the first line has no losses of training yet
        writer = csv.DictWriter(file, list(line), restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)


if __name__ == "__main__":
    main()

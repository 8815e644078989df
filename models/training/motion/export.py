"""Writes the averaged weights as four ONNX files, checks them, and notes their sums in the rdf.yaml beside each."""

import argparse
import hashlib
import re
import time
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F

from networks import Motion, rigid
from train import load

OPSET = 17
INPUTS = {
    "depth": ("image",),
    "camera": ("flow", "disparity", "fx", "fy", "cx", "cy"),
    "flow": ("first", "second", "flow"),
    "segmentation": ("previous", "middle", "next", "flow", "rigid", "depth"),
}
OUTPUT = {"depth": "disparity", "camera": "motion", "flow": "refined", "segmentation": "moving"}


def rough(height, width, cells, dice):
    return F.interpolate(torch.randn((1, 1, cells, cells), generator=dice), (height, width), mode="bicubic", align_corners=True)


def example(height, width, seed):
    """A hilly world that a camera moves past, in which something moves by itself: the inputs of each network."""
    dice = torch.Generator().manual_seed(seed)
    texture = 0.5 + 0.25 * rough(height, width, 24, dice) + 0.1 * rough(height, width, 60, dice)
    disparity = torch.exp(0.4 * rough(height, width, 5, dice))
    intrinsics = torch.tensor([[0.9 * width, 0.9 * width, (width - 1) / 2, (height - 1) / 2]])
    ways, frames = [], []
    for sign in (-1, 1):
        motion = sign * torch.tensor([[0.01, -0.02, 0.005, 0.04, 0.02, -0.03]])
        way = rigid(disparity, motion, intrinsics)
        ways.append(way)
        # NB: nearly where the flow leads, so that it nearly fits
        frames.append(torch.roll(texture, (round(way[0, 1].mean().item()), round(way[0, 0].mean().item())), (2, 3)))
    sure = torch.sigmoid(2 + rough(height, width, 6, dice))
    apart = 3 * (rough(height, width, 4, dice) > 1)
    flows = [way + apart for way in ways]
    start = torch.cat((flows[1], sure), 1)
    return {
        "depth": (texture,),
        "camera": (start, disparity, *intrinsics.unbind(1)),
        "flow": (texture, frames[1], start),
        "segmentation": (frames[0], texture, frames[1], torch.cat((*flows, sure, sure), 1), torch.cat(ways, 1),
                         torch.cat((disparity, sure), 1)),
        "together": (frames[0], texture, frames[1], torch.cat((flows[0], sure), 1), start, intrinsics),
    }


def loaded(checkpoints):
    networks = Motion()
    for checkpoint in checkpoints:
        load(networks, checkpoint)
    return networks.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="gets NETWORK/weights.onnx")
    parser.add_argument("checkpoints", nargs="*", help="of each stage; none: as the networks begin")
    o = parser.parse_args()
    networks = loaded(o.checkpoints)
    for name, network in networks.named_children():
        target = Path(o.folder) / name / "weights.onnx"
        target.parent.mkdir(parents=True, exist_ok=True)
        write(name, network, target)
        check(name, network, target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        count = sum(p.numel() for p in network.parameters())
        print(f"{name}: {count} parameters, sha256 {digest}")
        rdf = target.with_name("rdf.yaml")
        if rdf.exists():
            rdf.write_text(re.sub("(weights.onnx, sha256: )[0-9a-f]{64}", r"\g<1>" + digest, rdf.read_text()))


def write(name, network, target):
    size = {2: "height", 3: "width"}
    inputs = example(256, 320, 0)[name]
    with warnings.catch_warnings():
        # NB: it warns of tables that are traced as the constants that they are, and of its own age
        warnings.simplefilter("ignore")
        axes = {key: size for key, value in zip(INPUTS[name], inputs) if value.dim() == 4}
        if name != "camera":
            axes[OUTPUT[name]] = size
        torch.onnx.export(network, inputs, str(target), opset_version=OPSET, dynamo=False, input_names=list(INPUTS[name]),
                          output_names=[OUTPUT[name]], dynamic_axes=axes)


def check(name, network, target):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(target), options, providers=["CPUExecutionProvider"])
    for height, width in ((128, 160), (256, 320), (480, 640)):
        inputs = example(height, width, height)[name]
        with torch.no_grad():
            expected = network(*inputs).numpy()
        begun = time.time()
        result = session.run(None, dict(zip(INPUTS[name], (x.numpy() for x in inputs))))[0]
        took = time.time() - begun
        off = np.quantile(np.abs(result - expected), 0.99)
        print(f"{name} {width} x {height}: {off:.1e} off, {1000 * took:.0f} ms")
        if not off < 1e-4:
            raise SystemExit("The ONNX file does not do what the network does.")


if __name__ == "__main__":
    main()

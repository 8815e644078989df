"""Makes the small models of the tests of adaptation: python make_motion.py, in this folder. Needs onnx and torch.

moving-depth/, moving-camera/, moving-flow/   a plane before the camera, the camera's motion beside it and the flow, of
                         which only shares are right at first: they have it to learn that 1 is the right share
moving-segmentation/     says how likely it is that a pixel moves by itself, by how badly the camera explains the flow;
                         training.pt is the twin of all four
"""
import hashlib
import os

import numpy as np
import torch
import torch.nn.functional as F
from onnx import numpy_helper

from make_models import HERE, Graph

CROP = 64
START = {
    "depth.level": np.zeros(1), "depth.contrast": np.zeros(1),
    "camera.share": np.full(1, 0.4),
    "flow.share": np.full(1, 0.6), "flow.log_error": np.zeros(1),
    "segmentation.bias": np.zeros(1), "segmentation.gain": np.zeros(1),
}
HEAD = """format_version: 0.5.4
type: model
name: Test of adaptation, {name}
description: {description}
license: BSD-2-Clause
inputs:
"""
PLANE = """- id: {id}
  axes:
  - {{type: batch, size: 1}}
  - {{type: channel, channel_names: [{channels}]}}
  - {{type: space, id: y, size: {{min: 64, step: 16}}}}
  - {{type: space, id: x, size: {{min: 64, step: 16}}}}
  preprocessing:
  - {{id: scale_range, kwargs: {{min_percentile: 0.5, max_percentile: 99.5}}}}
"""
NUMBER = "- {{id: {id}, axes: [{{type: batch, size: 1}}]}}\n"
RESULT = """outputs:
- id: {id}
  axes:
  - {{type: batch, size: 1}}
  - {{type: channel, channel_names: [{channels}]}}
  - {{type: space, id: y, halo: 0, size: {{tensor_id: {first}, axis_id: y}}}}
  - {{type: space, id: x, halo: 0, size: {{tensor_id: {first}, axis_id: x}}}}
"""
MOTION = """outputs:
- id: motion
  axes:
  - {type: batch, size: 1}
  - {type: channel, channel_names: [rotation_x, rotation_y, rotation_z, translation_x, translation_y, translation_z]}
"""
TAIL = """weights:
  onnx: {{source: weights.onnx, sha256: {sha256}, opset_version: 17}}
config:
  kinema:
    task: {task}
    automatic: false
    bytes_per_pixel: 100
"""
FLOW = ["flow_x", "flow_y", "confidence"]


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def write(name, task, description, g, planes, numbers, result, given):
    """Writes a model; returns its descriptor's path."""
    folder = os.path.join(HERE, "moving-" + name)
    weights = os.path.join(folder, "weights.onnx")
    for key, value in START.items():
        if key.startswith(name + "."):
            g.constants.append(numpy_helper.from_array(value.astype(np.float32), key.split(".")[1]))
    size = ["h", "w"]
    g.save(weights, [(id, [1, len(channels)] + size) for id, channels in planes] + [(id, [1]) for id in numbers],
           [(result, [1, 6] if given is None else [1, len(given)] + size)])
    path = os.path.join(folder, "rdf.yaml")
    with open(path, "w") as file:
        file.write(HEAD.format(name=name, description=description))
        for id, channels in planes:
            file.write(PLANE.format(id=id, channels=", ".join(channels)))
        for id in numbers:
            file.write(NUMBER.format(id=id))
        file.write(MOTION if given is None else RESULT.format(id=result, channels=", ".join(given), first=planes[0][0]))
        file.write(TAIL.format(sha256=sha256(weights), task=task))
    return path


def networks():
    g = Graph()
    g("Exp", g("Add", "level", g("Mul", "contrast", "image")), name="disparity")
    write("depth", "depth", "Takes what is brighter to be nearer.", g, [("image", ["grey"])], [], "disparity", ["disparity"])

    # Moves beside what it sees by a share of the mean flow, over the mean disparity.
    g = Graph()
    mean = g("ReduceMean", g.pick("flow", 1, 0, 2), axes=[2, 3], keepdims=0)
    near = g("ReduceMean", "disparity", axes=[2, 3], keepdims=0)
    focal = g("Unsqueeze", g("Concat", "fx", "fy", axis=0), g.constant([0], np.int64))
    beside = g("Mul", "share", g("Div", g("Div", mean, focal), near))
    g("Concat", g.constant([[0, 0, 0]]), g("Add", beside, g("Mul", g.constant(0), g("Add", "cx", "cy"))), g.constant([[0]]), axis=1,
      name="motion")
    write("camera", "camera", "Moves by a share of the mean flow.", g, [("flow", FLOW), ("disparity", ["disparity"])],
          ["fx", "fy", "cx", "cy"], "motion", None)

    g = Graph()
    unused = g("Mul", g.constant(0), g("Add", "first", "second"))
    g("Concat", g("Mul", "share", g.pick("flow", 1, 0, 2)), g("Add", unused, "log_error"), axis=1, name="flow_out")
    write("flow", "flow", "Gives a share of the flow.", g, [("first", ["grey"]), ("second", ["grey"]), ("flow", FLOW)], [],
          "flow_out", ["flow_x", "flow_y", "log_error"])

    g = Graph()
    off = g("Abs", g("Sub", g.pick("flow", 1, 0, 4), "rigid"))
    unused = g("Mul", g.constant(0), g("Concat", "previous", "middle", "next", "depth", axis=1))
    off = g("Add", g("ReduceMean", off, axes=[1], keepdims=1), g("ReduceMean", unused, axes=[1], keepdims=1))
    g("Sigmoid", g("Add", "bias", g("Mul", "gain", off)), name="moving")
    ways = ["previous_x", "previous_y", "next_x", "next_y"]
    path = write("segmentation", "segment", "Says that moves by itself what the camera explains badly.", g,
                 [(id, ["grey"]) for id in ("previous", "middle", "next")] +
                 [("flow", ways + ["previous_confidence", "next_confidence"]), ("rigid", ways), ("depth", ["inverse_depth", "confidence"])],
                 [], "moving", ["moving"])
    twin = os.path.join(os.path.dirname(path), "training.pt")
    torch.jit.save(torch.jit.trace(Twin(), example(), check_inputs=[example(80, 3)]), twin)
    with open(path, "a") as file:
        file.write(f"    training: {{source: training.pt, sha256: {sha256(twin)}, crop: {CROP}, "
                   "together: [moving-depth, moving-camera, moving-flow]}\n")


class Part(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        for key, value in START.items():
            if key.startswith(name + "."):
                self.register_parameter(key.split(".")[1], torch.nn.Parameter(torch.from_numpy(value.astype(np.float32))))


def sampled(image, flow):
    height, width = image.shape[2], image.shape[3]
    x = torch.arange(width, dtype=torch.float32)
    y = torch.arange(height, dtype=torch.float32).unsqueeze(1)
    grid = torch.stack(((flow[:, 0] + x) * (2 / (width - 1)) - 1, (flow[:, 1] + y) * (2 / (height - 1)) - 1), 3)
    inside = (grid.abs() <= 1).all(3).unsqueeze(1).float()
    return F.grid_sample(image, grid, mode="bilinear", padding_mode="border", align_corners=True), inside


class Twin(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.depth, self.camera, self.flow, self.segmentation = (Part(name) for name in ("depth", "camera", "flow", "segmentation"))

    def forward(self, previous, middle, next, flow_previous, flow_next, intrinsics):
        disparity = torch.exp(self.depth.level + self.depth.contrast * middle)
        focal = intrinsics[:, :2]
        rigid_error = flow_error = off = known = torch.zeros_like(middle)
        for frame, flow in ((previous, flow_previous), (next, flow_next)):
            beside = self.camera.share * flow[:, :2].mean((2, 3)) / focal / disparity.mean((2, 3))
            rigid = (beside * focal).unsqueeze(2).unsqueeze(3) * disparity
            free = self.flow.share * flow[:, :2] + 0 * self.flow.log_error
            a, inside = sampled(frame, rigid)
            b, also = sampled(frame, free)
            both = inside * also
            rigid_error = rigid_error + both * (a - middle).abs()
            flow_error = flow_error + both * (b - middle).abs()
            off = off + (free - rigid).abs().mean(1, keepdim=True) / 2
            known = known + both
        moving = torch.sigmoid(self.segmentation.bias + self.segmentation.gain * off.detach())
        n = known.sum()
        fixed = moving.detach()
        competition = ((1 - fixed) * rigid_error + fixed * flow_error).sum() / n
        better = (flow_error + 0.02 < rigid_error).float().detach()
        collaboration = F.binary_cross_entropy(moving, better)
        chosen = torch.where(moving > 0.5, flow_error, rigid_error).sum() / n
        return torch.stack((competition, collaboration, chosen, rigid_error.sum() / n, flow_error.sum() / n, (moving <= 0.5).float().mean()))


def example(size=CROP, batch=2):
    dice = torch.Generator().manual_seed(size)
    frames = [torch.rand((batch, 1, size, size), generator=dice) for _ in range(3)]
    flows = [torch.rand((batch, 3, size, size), generator=dice) for _ in range(2)]
    return *frames, *flows, torch.tensor([[size, size, size / 2, size / 2]], dtype=torch.float32).repeat(batch, 1)


if __name__ == "__main__":
    networks()

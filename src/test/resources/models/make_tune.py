"""Makes the small model of the tests of fine-tuning: python make_tune.py, in this folder. Needs onnx and torch.

tune/    moves all that a motion field says by the same amount, which is wrong: it has everything to unlearn.
         training.pt is its twin, whose forward returns how far what it renders is from the middle frame
"""
import hashlib
import os

import numpy as np
import torch
import torch.nn.functional as F
from onnx import numpy_helper

from make_models import HERE, Graph

SHIFT = np.array([0.75, -0.5, 0.75, -0.5], np.float32).reshape(1, 4, 1, 1)


def sampled(image, flow):
    height, width = image.shape[2], image.shape[3]
    x = torch.arange(width, dtype=torch.float32)
    y = torch.arange(height, dtype=torch.float32).unsqueeze(1)
    grid = torch.stack(((flow[:, 0] + x) * (2 / (width - 1)) - 1, (flow[:, 1] + y) * (2 / (height - 1)) - 1), 3)
    return F.grid_sample(image, grid, mode="bilinear", padding_mode="border", align_corners=True)


class Twin(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.shift = torch.nn.Parameter(torch.from_numpy(SHIFT.copy()))

    def forward(self, first, last, field, t, middle):
        motion = field[:, :4] + self.shift
        a = sampled(first, motion[:, :2])
        b = sampled(last, motion[:, 2:])
        return (a + field[:, 4:5] * (b - a) - middle).abs().mean()


def main():
    folder = os.path.join(HERE, "tune")
    g = Graph()
    g.constants.append(numpy_helper.from_array(SHIFT, "shift"))
    g.constants.append(numpy_helper.from_array(np.array(-4, np.float32), "log_error"))
    motion = g("Add", g.pick("field", 1, 0, 4), "shift")
    weight = g.pick("field", 1, 4, 5)
    log_error = g("Add", g("Mul", weight, g.constant(0)), "log_error")
    g("Concat", motion, weight, log_error, axis=1, name="refined")
    size = ["h", "w"]
    weights = os.path.join(folder, "weights.onnx")
    g.save(weights, [("first", [1, 1] + size), ("last", [1, 1] + size), ("field", [1, 6] + size), ("t", [1])], [("refined", [1, 6] + size)])
    twin = os.path.join(folder, "training.pt")
    torch.jit.save(torch.jit.trace(Twin(), example(), check_inputs=[example(32, 3)]), twin)
    for path in (weights, twin):
        with open(path, "rb") as file:
            print(os.path.basename(path), hashlib.sha256(file.read()).hexdigest())


def example(size=32, batch=2):
    dice = torch.Generator().manual_seed(size)
    first, last, middle = torch.rand((3, batch, 1, size, size), generator=dice)
    return first, last, torch.rand((batch, 6, size, size), generator=dice), torch.full((batch,), 0.5), middle


if __name__ == "__main__":
    main()

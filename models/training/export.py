"""Writes the averaged weights as ONNX, and checks the file against the network."""

import argparse
import hashlib
import time

import numpy as np
import onnxruntime
import torch

from network import STEP, Network

OPSET = 17


def example(height, width, seed):
    dice = torch.Generator().manual_seed(seed)
    first, last = torch.rand((2, 1, 1, height, width), generator=dice)
    field = torch.randn((1, 6, height, width), generator=dice) * 3
    field[:, 4:] = torch.rand((1, 2, height, width), generator=dice)
    return first, last, field, torch.rand(1, generator=dice)


class Named(torch.nn.Module):
    """The network in the shape that ONNX wants: one output."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, first, last, field, t):
        return self.network(first, last, field, t)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("onnx")
    o = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(o.checkpoint)["average"])
    network.eval()
    size = {2: "height", 3: "width"}
    torch.onnx.export(Named(network), example(16 * STEP, 16 * STEP, 0), o.onnx, opset_version=OPSET, dynamo=False,
                      input_names=["first", "last", "field", "t"], output_names=["refined"],
                      dynamic_axes={"first": size, "last": size, "field": size, "refined": size})
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(o.onnx, options, providers=["CPUExecutionProvider"])
    for height, width in ((10 * STEP, 13 * STEP), (32 * STEP, 20 * STEP), (45 * STEP, 80 * STEP)):
        inputs = example(height, width, height)
        with torch.no_grad():
            expected = network(*inputs).numpy()
        feed = dict(zip(("first", "last", "field", "t"), (x.numpy() for x in inputs)))
        begun = time.time()
        result = session.run(None, feed)[0]
        took = time.time() - begun
        off = np.abs(result - expected).max()
        print(f"{width} x {height}: {off:.2e} off, {1000 * took:.0f} ms")
        if not off < 1e-3:
            raise SystemExit("The ONNX file does not do what the network does.")
    with open(o.onnx, "rb") as file:
        print("sha256", hashlib.sha256(file.read()).hexdigest())


if __name__ == "__main__":
    main()

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
    """A texture that moves by a few pixels, and a field that is nearly right."""
    dice = torch.Generator().manual_seed(seed)
    texture = sum(torch.nn.functional.interpolate(torch.rand((1, 1, height // k + 2, width // k + 2), generator=dice),
                                                  (height + 16, width + 16), mode="bicubic") * k for k in (4, 8, 16)) / 28
    first, last = texture[:, :, 8:-8, 8:-8].contiguous(), texture[:, :, 5:-11, 10:-6].contiguous()
    field = torch.tensor([1, -1.5, -1, 1.5, 0.5, 0.9]).reshape(1, 6, 1, 1).repeat(1, 1, height, width)
    field[:, :4] += torch.rand((1, 4, height, width), generator=dice) - 0.5
    return first, last, field, torch.tensor([0.5])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("onnx")
    o = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(o.checkpoint)["average"])
    network.eval()
    size = {2: "height", 3: "width"}
    torch.onnx.export(network, example(16 * STEP, 16 * STEP, 0), o.onnx, opset_version=OPSET, dynamo=False,
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
        off = np.abs(result - expected).max(1)
        # NB: where two motions match equally well, rounding decides between them
        more = (off > 1e-3).mean()
        print(f"{width} x {height}: {np.quantile(off, 0.99):.2e} off, more than 1e-3 in {100 * more:.2f} % of the pixels, "
              f"{1000 * took:.0f} ms")
        if not np.quantile(off, 0.99) < 1e-4:
            raise SystemExit("The ONNX file does not do what the network does.")
    with open(o.onnx, "rb") as file:
        print("sha256", hashlib.sha256(file.read()).hexdigest())


if __name__ == "__main__":
    main()

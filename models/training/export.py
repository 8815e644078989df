"""Writes the averaged weights as ONNX, checks the file, and notes its sum in an rdf.yaml beside it."""

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

from network import STEP, Network

OPSET = 17


def example(height, width, seed):
    """A texture that moves by a few pixels, and a field that is nearly right."""
    dice = torch.Generator().manual_seed(seed)
    texture = 0
    for k in (4, 8, 16):
        rough = torch.rand((1, 1, height // k + 2, width // k + 2), generator=dice)
        texture = texture + F.interpolate(rough, (height + 16, width + 16), mode="bicubic") * k / 28
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
    with warnings.catch_warnings():
        # NB: it warns of tables that are traced as the constants that they are, and of its own age
        warnings.simplefilter("ignore")
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
        print(f"{width} x {height}: {np.quantile(off, 0.99):.1e} off, > 1e-3 in {more:.2%} of it, {1000 * took:.0f} ms")
        if not np.quantile(off, 0.99) < 1e-4:
            raise SystemExit("The ONNX file does not do what the network does.")
    digest = hashlib.sha256(Path(o.onnx).read_bytes()).hexdigest()
    print("sha256", digest)
    rdf = Path(o.onnx).with_name("rdf.yaml")
    if rdf.exists():
        rdf.write_text(re.sub("(weights.onnx, sha256: )[0-9a-f]{64}", r"\g<1>" + digest, rdf.read_text()))


if __name__ == "__main__":
    main()

"""Writes the averaged weights as ONNX, checks the file, and notes its sum in an rdf.yaml beside it."""

import argparse
import hashlib
import re
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F

from network import STEP, Stage, twice

OPSET = 17


def example(height, width, seed):
    """A guide, and a map that has some of its edges."""
    dice = torch.Generator().manual_seed(seed)
    rough = torch.rand((1, 3, height // 16 + 1, width // 16 + 1), generator=dice)
    guide = F.interpolate(rough, (height, width), mode="bicubic")
    guide = guide + 0.02 * torch.rand(guide.shape, generator=dice)
    value = F.avg_pool2d((guide[:, :1] > 0.5).float() + 0.3 * guide[:, 1:2], 2)
    known = (torch.rand(value.shape, generator=dice) > 0.1).float()
    return guide, twice(torch.cat((value, known, F.avg_pool2d(value, 3, 1, 1)), 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("onnx")
    o = parser.parse_args()
    stage = Stage()
    stage.load_state_dict(torch.load(o.checkpoint)["average"])
    stage.eval()
    size = {2: "height", 3: "width"}
    torch.onnx.export(stage, example(16 * STEP, 16 * STEP, 0), o.onnx, opset_version=OPSET, dynamo=False,
                      input_names=["guide", "map"], output_names=["doubled"],
                      dynamic_axes={"guide": size, "map": size, "doubled": size})
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(o.onnx, options, providers=["CPUExecutionProvider"])
    for height, width in ((STEP, STEP), (3 * STEP, 8 * STEP), (60 * STEP, 80 * STEP), (120 * STEP, 160 * STEP)):
        inputs = example(height, width, height)
        with torch.no_grad():
            expected = stage(*inputs).numpy()
        feed = dict(zip(("guide", "map"), (x.numpy() for x in inputs)))
        begun = time.process_time()
        result = session.run(None, feed)[0]
        took = time.process_time() - begun
        off = np.abs(result - expected).max()
        print(f"{width} x {height}: {off:.1e} off, {1000 * took:.0f} ms")
        if not off < 1e-4:
            raise SystemExit("The ONNX file does not do what the network does.")
    digest = hashlib.sha256(Path(o.onnx).read_bytes()).hexdigest()
    print("sha256", digest)
    rdf = Path(o.onnx).with_name("rdf.yaml")
    if rdf.exists():
        rdf.write_text(re.sub("(weights.onnx, sha256: )[0-9a-f]{64}", r"\g<1>" + digest, rdf.read_text()))


if __name__ == "__main__":
    main()

"""Writes the network as TorchScript that gives its loss, so that the product can train it further; notes it in rdf.yaml."""

import argparse
import warnings
from pathlib import Path

import numpy as np
import torch

import weights
from export import example
from losses import classical, photometric
from network import Network

CROP = 128


class Twin(Network):
    """Takes what the network takes and the frame that is to be found, `middle`. Learns all that is in weights.onnx."""

    def forward(self, first, last, field, t, middle):
        result = self.levels(first, last, field, t)[0]
        photo, structure, sure = photometric(result, first, last, classical(first, last, field, t), middle, t)
        # NB: traced and saved, a factor is an array of 64 bits, which makes a single number one as well
        return (photo + 0.02 * structure + 0.001 * sure).float()


def lesson(seed, batch=1):
    first, last, field, t = (x.repeat((batch,) + (1,) * (x.dim() - 1)) for x in example(CROP, CROP, seed))
    return first, last, field, t, (first + last) / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("onnx", help="what export.py has written; the twin is written beside it")
    o = parser.parse_args()
    start = weights.of(o.onnx)
    twin = Twin()
    weights.begin(twin, start)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(twin, lesson(1), check_inputs=[lesson(2, 3)], check_tolerance=1e-4)
        path = Path(o.onnx).with_name("training.pt")
        torch.jit.save(traced, str(path))
        again = torch.jit.load(str(path))
    loss = again(*lesson(3, 2))
    loss.backward()
    learned = dict(again.named_parameters())
    still = [name for name, p in learned.items() if p.grad is None or not np.isfinite(p.grad.numpy()).all()]
    print(f"loss {loss.item():.4f}; learns {sum(p.numel() for p in learned.values())} numbers; no gradient: {still}")
    if still or not set(learned) <= set(start):
        raise SystemExit("The twin does not learn what the ONNX file holds.")
    weights.note(path, f"crop: {CROP}")


if __name__ == "__main__":
    main()

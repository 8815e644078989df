"""
Writes all four networks as one TorchScript file that gives their losses, so that the product can train them further, and
notes it in the rdf.yaml of the segmentation: it is the moderator.
"""

import argparse
import warnings
from pathlib import Path

import numpy as np
import torch

import weights
from export import example
from losses import Explanation, shares
from networks import Motion

CROP = 128


class Twin(Motion):
    """
    Takes three frames [N, 1, H, W], the flow from the middle one to the others with its confidence [N, 3, H, W], and
    intrinsics [N, 4]. Gives the losses of competition and of collaboration, the errors of the final explanation, of the
    rigid one and of the flow, and the share at rest. Learns all that is in the four files weights.onnx.
    """

    def forward(self, previous, middle, next, flow_previous, flow_next, intrinsics):
        clips = {"previous": previous, "middle": middle, "next": next, "flow_previous": flow_previous,
                 "flow_next": flow_next, "intrinsics": intrinsics}
        # NB: traced and saved, a factor is an array of 64 bits, which makes a single number one as well
        return torch.stack([x.float() for x in shares(Explanation(self, clips))])


def lesson(seed, batch=1):
    return tuple(x.repeat((batch,) + (1,) * (x.dim() - 1)) for x in example(CROP, CROP, seed)["together"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="what export.py has written to; training.pt is written beside the segmentation's")
    folder = Path(parser.parse_args().folder)
    twin, start = Twin(), {}
    for name, _ in twin.named_children():
        start.update(weights.of(folder / name / "weights.onnx", name + "."))
    weights.begin(twin, start)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(twin, lesson(1), check_inputs=[lesson(2, 3)], check_tolerance=1e-3)
        path = folder / "segmentation" / "training.pt"
        torch.jit.save(traced, str(path))
        again = torch.jit.load(str(path))
    learned = dict(again.named_parameters())
    for k, players in ((0, ("depth", "camera", "flow")), (1, ("segmentation",))):
        again.zero_grad()
        again(*lesson(3, 2))[k].backward()
        moved = {name.split(".")[0] for name, p in learned.items() if p.grad is not None and p.grad.abs().sum() > 0}
        broken = [name for name, p in learned.items() if p.grad is not None and not np.isfinite(p.grad.numpy()).all()]
        print(f"loss {k}: teaches {sorted(moved)}, broken: {broken}")
        if moved != set(players) or broken:
            raise SystemExit("The losses do not teach whom they should.")
    weights.note(path, f"crop: {CROP}, together: [depth, camera, flow]")


if __name__ == "__main__":
    main()

"""Rendering of a field, and what training minimises."""

import torch
import torch.nn.functional as F

from network import NEGLIGIBLE, STILL, common, shifted, smooth, softened


USUAL = 0.01
"""The usual mean absolute error of a frame."""


def gain(a, b):
    """The share of both sides' detail that is signal: what they have in common in a window, beyond chance."""
    # NB: not no_grad, which a traced network would forget
    same, whole = common(a.detach(), b.detach())
    signal = (same - 0.3 * whole).clamp(min=0)
    return (2 * signal / (signal + 0.7 * whole + 1e-9)).clamp(max=1)


def moved(first, last, motion, weight):
    """The frame that motion [N, 4, H, W] makes of two frames, sampled softly."""
    a, b = shifted(first, motion[:, :2]), shifted(last, motion[:, 2:])
    return a + weight * (b - a)


def classical(first, last, field, t):
    """About the frame that the classical method makes by its field [N, 9, H, W]."""
    t = t.reshape(-1, 1, 1, 1)
    motion, weight, _, other, doubt = field.split((4, 1, 1, 2, 1), 1)
    image = moved(first, last, motion, weight)
    image = image + doubt * (moved(first, last, torch.cat((-t * other, (1 - t) * other), 1), weight) - image)
    agreement = smooth((shifted(first, motion[:, :2]) - shifted(last, motion[:, 2:])) ** 2, 4) + NEGLIGIBLE
    resting = smooth((first - last) ** 2, 4) + NEGLIGIBLE
    return image + STILL * agreement / (STILL * agreement + resting) * (first + t * (last - first) - image)


def rendered(first, last, field, old, t):
    """
    The frame that the network's field makes of two frames [N, 1, H, W]; old is what the classical method makes of
    them. As in the product, the refined motion is sampled as sharply as both sides agree, and of the finest detail as
    much is kept as the field says.
    """
    motion, weight, _, share, still, detail = field.split((4, 1, 1, 1, 1, 1), 1)
    a, b = shifted(first, motion[:, :2]), shifted(last, motion[:, 2:])
    more, most = shifted(first, motion[:, :2], "bicubic") - a, shifted(last, motion[:, 2:], "bicubic") - b
    sharp = gain(more, most)
    a, b = a + sharp * more, b + sharp * most
    image = a + weight * (b - a)
    image = image + share * (old - image)
    image = image + still * (first + t.reshape(-1, 1, 1, 1) * (last - first) - image)
    low = softened(image)
    return low + detail * (image - low)


def census(image):
    """Signs of differences to pixels around, softly: [N, 4, H, W]."""
    height, width = image.shape[-2:]
    padded = F.pad(image, (1, 1, 1, 1), mode="replicate")
    difference = torch.cat([padded[:, :, i:i + height, j:j + width] - image
                            for i, j in ((0, 1), (1, 0), (0, 0), (0, 2))], 1)
    return difference * torch.rsqrt(difference * difference + 0.02 ** 2)


def robust(squares, slack):
    return torch.sqrt(squares + slack ** 2) - slack


def off(motion, truth, seen):
    """The end-point error where a side is in sight; grows slowly where nothing can be repaired."""
    squares = (motion - truth) ** 2
    first, second = squares.split(2, 1)
    error = torch.cat((first.sum(1, keepdim=True), second.sum(1, keepdim=True)), 1)
    return (seen * torch.log1p(torch.sqrt(error + 1e-3))).sum() / (seen.sum() + 1)


def photometric(result, first, last, old, middle, t):
    """How far what is rendered is from the frame in between: by grey values, by structure, from what was expected."""
    image = rendered(first, last, result, old, t)
    error = image - middle
    # NB: what is easy for the classical method counts more than its error, what is hopeless less
    ease = torch.rsqrt((old - middle).detach().abs().mean((1, 2, 3), keepdim=True) / USUAL + 0.1)
    # NB: the square makes it hedge where it may be quite wrong
    photo = ((robust(error * error, 0.002) + 6 * error * error) * ease).mean()
    structure = robust((census(image) - census(middle)) ** 2, 0.1).mean()
    log = result[:, 5:6]
    sure = (error.detach().abs() * torch.exp(-log) + log).mean()
    return photo, structure, sure


def loss(result, levels, batch):
    """The loss and its parts. The truth is [N, 6, H, W]: motion and occlusion for each side."""
    truth, known = batch["truth"], batch["known"]
    photo, structure, sure = photometric(result, *(batch[k] for k in ("first", "last", "flow", "middle", "t")))
    motion = truth[:, (0, 1, 3, 4)]
    known = (known > 0.99).float()
    seen = known * (1 - truth[:, (2, 5)]).clamp(0, 1)
    flow = off(result[:, :4], motion, seen)
    coarse = 0
    for level in levels:
        factor = motion.shape[-1] // level.shape[-1]
        count = F.avg_pool2d(seen, factor)
        each = torch.repeat_interleave(seen, 2, 1)
        mean = F.avg_pool2d(motion * each, factor) / (torch.repeat_interleave(count, 2, 1) + 1e-3)
        coarse = coarse + off(level, mean, (count > 0.9).float())
    one, two = seen.split(1, 1)
    hidden = (one - two).abs()
    side = (hidden * F.binary_cross_entropy(result[:, 4:5].clamp(1e-4, 1 - 1e-4), two, reduction="none")).mean()
    total = photo + 0.02 * structure + 0.015 * flow + 0.01 * coarse + 0.02 * side + 0.001 * sure
    return total, {"photo": photo, "census": structure, "motion": flow, "coarse": coarse, "side": side, "sure": sure}

"""The network: it refines a classical motion field, and starts exactly at it."""

import torch
import torch.nn as nn
import torch.nn.functional as F

PLANES = ("to_first_x", "to_first_y", "to_second_x", "to_second_y", "weight", "log_error", "classical", "still",
          "detail")
STEP = 16
"""Width and height must be multiples of this."""

NEGLIGIBLE = 4 / 255 ** 2
"""A mean squared difference that tells nothing, as in the classical method."""

VISIBLE = 16 / 255 ** 2
"""A mean squared difference that is seen."""

STILL = 0.5
"""How much plain blending counts at first when it agrees as well as the motion."""

REACHES = (6, 16)
"""How far away a pixel looks for the motion of its neighbours, in pixels."""

SLIGHT = 50
"""Detail that differs between the sides by less than a share of 1 / SLIGHT is ever less softened, and not at all by 0."""

SLOPE = 0.1


def shifted(image, flow, mode="bilinear"):
    """The image sampled at p + flow(p), clamped at the border: [N, C, H, W], flow [N, 2, H, W] in pixels."""
    height, width = image.shape[-2:]
    x = torch.arange(width, device=flow.device, dtype=torch.float32)
    y = torch.arange(height, device=flow.device, dtype=torch.float32)
    gx, gy = flow.float().split(1, 1)
    grid = torch.cat(((gx + x) * (2 / (width - 1)) - 1, (gy + y[:, None]) * (2 / (height - 1)) - 1), 1)
    return F.grid_sample(image.float(), grid.permute(0, 2, 3, 1), mode=mode, padding_mode="border",
                         align_corners=True)


def larger(x, factor):
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def smooth(x, radius):
    return F.avg_pool2d(x, 2 * radius + 1, 1, radius, count_include_pad=False)


def softened(image):
    """The image, averaged over 3 x 3 pixels with binomial weights."""
    height, width = image.shape[-2:]
    image = F.pad(image, (1, 1, 1, 1), mode="replicate")
    rows = image[:, :, :height] + 2 * image[:, :, 1:1 + height] + image[:, :, 2:]
    return (rows[..., :width] + 2 * rows[..., 1:1 + width] + rows[..., 2:]) / 16


def common(a, b):
    """What two images' detail has in common in a window of 5 x 5 pixels, and how much of it there is."""
    return F.avg_pool2d(torch.cat((a * b, 0.5 * (a * a + b * b)), 1), 5, 1, 2).split(1, 1)


def offsets(radius):
    return [(i, j) for i in range(2 * radius + 1) for j in range(2 * radius + 1)]


def local(image):
    """The image, and its detail at a common contrast: [N, 2, H, W]."""
    detail = image - smooth(image, 3)
    return torch.cat((2 * image, 0.5 * detail * torch.rsqrt(smooth(detail * detail, 3) + 3e-4)), 1)


def costs(a, b, radius):
    """How badly a at p matches b at p + d, for all |d| <= radius, against their mean; and that mean's logarithm."""
    height, width = a.shape[-2:]
    b = F.pad(b, (radius,) * 4, mode="replicate")
    cost = smooth(torch.cat([(a - b[:, :, i:i + height, j:j + width]).abs().sum(1, keepdim=True)
                             for i, j in offsets(radius)], 1), 1)
    mean = cost.mean(1, keepdim=True) + 0.01
    return cost / mean, torch.log(mean)


def conv(inputs, outputs, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, (size - 1) // 2), nn.LeakyReLU(SLOPE))


def zero(inputs, outputs, size):
    layer = nn.Conv2d(inputs, outputs, size, 1, size // 2)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def neighbours(field, reaches):
    """The field as it is some pixels above, left, right and below of each pixel."""
    height, width = field.shape[-2:]
    for reach in reaches:
        around = F.pad(field, (reach,) * 4, mode="replicate")
        for i, j in ((0, 1), (1, 0), (1, 2), (2, 1)):
            yield around[:, :, i * reach:i * reach + height, j * reach:j * reach + width]


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(conv(width, width), nn.Conv2d(width, width, 3, 1, 1))

    def forward(self, x):
        return F.leaky_relu(x + self.layers(x), SLOPE)


class Level(nn.Module):
    """Improves the field at one resolution: weighs how well the frames match under it, and around it."""

    def __init__(self, radius, hidden, context, coarser, cues):
        super().__init__()
        self.radius = radius
        self.sharpness = nn.Parameter(torch.tensor(8.0))
        places = torch.tensor([[j - radius, i - radius] for i, j in offsets(radius)], dtype=torch.float32)
        self.register_buffer("places", places.t().reshape(2, -1, 1, 1).contiguous(), persistent=False)
        self.join = conv(len(places) + 1 + 2 + context + cues + 4 + coarser, hidden, 1)
        self.body = nn.Sequential(conv(hidden, hidden), Residual(hidden))
        self.head = zero(hidden, 5, 3)

    def forward(self, first, second, field, context, cues, t, coarser):
        """Field: displacements in pixels of this resolution, [N, 4, H, W]. Gives it refined, and what led there."""
        there = field.detach()
        cost, mean = costs(shifted(first, there[:, :2]), shifted(second, there[:, 2:]), self.radius)
        best = F.conv2d(torch.softmax(-self.sharpness * cost, 1), self.places)
        spread = there - smooth(there, 2)
        hidden = self.body(self.join(torch.cat([cost - 1, mean, best, spread, context, cues] + coarser, 1)))
        change, trust = self.head(hidden).float().split((4, 1), 1)
        # the motion that matches best, as far as it is trusted, and what else was learned
        return field + change + trust * torch.cat((-t * best, (1 - t) * best), 1), hidden


class Network(nn.Module):
    """
    first, last [N, 1, H, W] in about 0..1; field [N, 9, H, W]: displacements to the first (x, y) and the last
    frame, in pixels, share of the last frame, confidence, another possible motion from the first frame to the last
    (x, y) and its share, 0 where there is none; t [N]. Gives [N, 9, H, W], see PLANES.
    """

    def __init__(self, half=16, context=32, hidden=48, fine=24):
        super().__init__()
        self.half2 = conv(4, half, 4, 2)
        self.context4 = nn.Sequential(conv(half, context, 4, 2), conv(context, context))
        self.context8 = nn.Sequential(conv(context, context, 4, 2), Residual(context))
        self.middle = Level(2, hidden, context, context, 9)
        self.candidates = 2 + 4 * len(REACHES)
        self.shrink = conv(hidden, fine, 1)
        self.pixels = nn.Conv2d(10, fine, 2, 2)
        self.join = nn.Conv2d(17 + self.candidates - 2 + fine, fine, 1)
        self.doubt = zero(2, fine, 1)
        self.fine = nn.Sequential(conv(fine, fine), Residual(fine))
        self.head = zero(fine, 4 * (4 + 5 + self.candidates), 1)

    @staticmethod
    def misfit(halves, field):
        return (shifted(halves[0], field[:, :2]) - shifted(halves[1], field[:, 2:])).abs().sum(1, keepdim=True)

    def rivals(self, halves, field):
        """How much better or worse than its own motion those around would match at each pixel, at half resolution."""
        own = smooth(self.misfit(halves, field), 2) + 0.01
        return torch.cat([torch.log(own / (smooth(self.misfit(halves, other), 2) + 0.01))
                          for other in neighbours(field, [r // 2 for r in REACHES])], 1)

    def forward(self, first, last, field, t):
        return self.levels(first, last, field, t)[0]

    def levels(self, first, last, field, t):
        """The result, and the motion at each resolution on the way, in pixels of the input."""
        t = t.reshape(-1, 1, 1, 1)
        flow, weight, confidence, doubtful, share = field.split((4, 1, 1, 2, 1), 1)
        first, last = first.clamp(-1, 2), last.clamp(-1, 2)
        pair = torch.cat((first, last), 1)

        # the other motion that the classical method holds possible, or its only one
        other = torch.where(share > 0, torch.cat((-t * doubtful, (1 - t) * doubtful), 1), flow)
        halves = tuple(map(local, F.avg_pool2d(pair, 2).split(1, 1)))
        mine = self.misfit(halves, F.avg_pool2d(flow, 2) / 2)
        theirs = self.misfit(halves, F.avg_pool2d(other, 2) / 2)
        better = torch.cat([torch.log((smooth(mine, r) + 0.01) / (smooth(theirs, r) + 0.01)) for r in (1, 4)], 1)

        # what the classical field makes of the frames
        a = shifted(first, flow[:, :2])
        b = shifted(last, flow[:, 2:])
        moving = smooth((a - b) ** 2, 4)
        resting = smooth((first - last) ** 2, 4)
        # the classical method is less confident than the match is good where its two directions disagree
        broken = (1 - confidence * (1 + moving / VISIBLE)).clamp(0, 1)
        still = torch.log(STILL * (moving + NEGLIGIBLE) / (resting + NEGLIGIBLE)) - torch.log(1 - 0.8 * broken)
        length = torch.log1p((flow[:, 2:] - flow[:, :2]).square().sum(1, keepdim=True)) * 0.25
        unsure = torch.log(moving + NEGLIGIBLE) * 0.25 + 1
        cues = torch.cat((unsure, still * 0.5, weight, confidence, t.expand_as(weight), length, (a - b).abs()), 1)
        cues2 = torch.cat((F.avg_pool2d(cues, 2), better), 1)
        start4 = F.avg_pool2d(flow, 4) / 4

        context4 = self.context4(self.half2(torch.cat((a, b, pair), 1)))
        context8 = larger(self.context8(context4), 2)
        frames4 = map(local, F.avg_pool2d(pair, 4).split(1, 1))
        flow4, hidden = self.middle(*frames4, start4, context4, F.avg_pool2d(cues2, 2), t, [context8])
        guess = flow + larger(flow4 - start4, 4) * 4

        # with a look at single pixels
        there = guess.detach()
        a = shifted(first, there[:, :2])
        b = shifted(last, there[:, 2:])
        # as much of the finest detail is signal as both sides show of it: a Wiener gain for their mean
        same, whole = common(a - softened(a), b - softened(b))
        same = F.relu(same)
        signal = torch.logit(2 * same / (same + whole + 1e-9), eps=0.02)
        differs = (SLIGHT * (whole - same) / (whole + 1e-12)).clamp(max=1)
        loud = torch.log(whole + 1e-6) * 0.25 + 2
        pixels = self.pixels(torch.cat((a, b, shifted(first, other[:, :2]), shifted(last, other[:, 2:]), pair, weight,
                                        still * 0.25, signal * 0.25, loud), 1))
        there2 = F.avg_pool2d(there, 2)
        spread = (there2 - smooth(there2, 3)) * 0.5
        off = torch.log1p((F.avg_pool2d(other, 2) - there2).abs()) * 0.5
        extra = torch.cat((self.rivals(halves, there2 / 2), spread, off[:, :2], cues2, F.avg_pool2d((a - b).abs(), 2),
                           F.avg_pool2d((first - last).abs(), 2)), 1)
        doubt = self.doubt(torch.cat((F.avg_pool2d(share, 2) * 2, F.avg_pool2d(length, 2) * 4), 1))
        joined = doubt + self.join(torch.cat((extra, larger(self.shrink(hidden), 2)), 1))
        fine = self.fine(F.leaky_relu(pixels + joined, SLOPE))
        change, side, error, old, rest, choice, kept = F.pixel_shuffle(self.head(fine).float(), 2).split(
            (4, 1, 1, 1, 1, self.candidates, 1), 1)

        # each pixel takes its own motion, the other one, or that of its neighbours
        clear = larger((12 * (better[:, 1:] - 0.35)).clamp(-8, 3), 2)
        # NB: what softmax does, which is slow over few channels of many pixels
        shares = torch.exp(torch.cat((choice[:, :1] + 5, choice[:, 1:2] + 5 + clear, choice[:, 2:]), 1).clamp(-30, 30))
        shares = shares / shares.sum(1, keepdim=True)
        own, theirs, *others = shares.split(1, 1)
        motion = own * guess + theirs * other + change
        for share, neighbour in zip(others, neighbours(there, REACHES)):
            motion = motion + share * neighbour
        weight = torch.sigmoid(torch.logit(weight, eps=1e-3) + side)
        error = torch.log(0.5 * torch.sqrt(moving) + 0.004) + error
        # where the motion is the classical one, hedging is left to the classical method, or more of it
        near = torch.exp(-(motion - flow).square().sum(1, keepdim=True).clamp(max=30))
        rest = rest + near * F.relu(-rest)
        result = torch.cat((motion, weight, error, torch.sigmoid(old), torch.sigmoid(still + rest),
                            1 - differs * torch.sigmoid(-signal - kept)), 1)
        return result, (flow4 * 4,)

"""The network: it refines a classical motion field, and starts exactly at it."""

import torch
import torch.nn as nn
import torch.nn.functional as F

PLANES = ("to_first_x", "to_first_y", "to_second_x", "to_second_y", "weight", "log_error", "classical", "still")
STEP = 16
"""Width and height must be multiples of this."""

NEGLIGIBLE = 4 / 255 ** 2
"""A mean squared difference that tells nothing, as in the classical method."""

STILL = 0.5
"""How much plain blending counts at first when it agrees as well as the motion."""

REACHES = (6, 16)
"""How far away a pixel looks for the motion of its neighbours, in pixels."""

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
        """The field's displacements in pixels of this resolution, [N, 4, H, W]. Gives it refined, and what led there."""
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
    first, last [N, 1, H, W] in about 0..1; field [N, 6, H, W]: displacements to the first (x, y) and the last
    frame, in pixels, share of the last frame, confidence; t [N]. Gives [N, 8, H, W], see PLANES.
    """

    def __init__(self, half=16, context=32, hidden=48, fine=24):
        super().__init__()
        self.half2 = conv(4, half, 4, 2)
        self.context4 = nn.Sequential(conv(half, context, 4, 2), conv(context, context))
        self.context8 = conv(context, context, 4, 2)
        self.coarse = Level(3, hidden, context, hidden, 7)
        self.middle = Level(2, hidden, context, hidden, 7)
        self.candidates = 1 + 4 * len(REACHES)
        self.shrink = conv(hidden, fine, 1)
        self.pixels = nn.Conv2d(6, fine, 2, 2)
        self.join = nn.Conv2d(13 + self.candidates - 1 + fine, fine, 1)
        self.fine = nn.Sequential(conv(fine, fine), Residual(fine))
        self.head = zero(fine, 4 * (4 + 4 + self.candidates), 1)

    @staticmethod
    def rivals(pair, field):
        """How much better or worse than its own motion those around would match at each pixel, at half resolution."""

        def misfit(field):
            return smooth((shifted(pair[:, :1], field[:, :2]) - shifted(pair[:, 1:], field[:, 2:])).abs(), 2) + 0.01

        own = misfit(field)
        return torch.cat([torch.log(own / misfit(other)) for other in neighbours(field, [r // 2 for r in REACHES])], 1)

    def forward(self, first, last, field, t):
        return self.levels(first, last, field, t)[0]

    def levels(self, first, last, field, t):
        """The result, and the motion at each resolution on the way, in pixels of the input."""
        t = t.reshape(-1, 1, 1, 1)
        flow, weight, confidence = field.split((4, 1, 1), 1)
        first, last = first.clamp(-1, 2), last.clamp(-1, 2)

        # what the classical field makes of the frames
        a = shifted(first, flow[:, :2])
        b = shifted(last, flow[:, 2:])
        moving = smooth((a - b) ** 2, 4)
        resting = smooth((first - last) ** 2, 4)
        still = torch.log(STILL * (moving + NEGLIGIBLE) / (resting + NEGLIGIBLE))
        length = torch.log1p((flow[:, 2:] - flow[:, :2]).square().sum(1, keepdim=True)) * 0.25
        unsure = torch.log(moving + NEGLIGIBLE) * 0.25 + 1
        cues = torch.cat((unsure, still * 0.5, weight, confidence, t.expand_as(weight), length, (a - b).abs()), 1)
        cues2 = F.avg_pool2d(cues, 2)
        cues4 = F.avg_pool2d(cues2, 2)
        cues8 = F.avg_pool2d(cues4, 2)
        start4 = F.avg_pool2d(flow, 4) / 4
        start8 = F.avg_pool2d(start4, 2) / 2
        start16 = F.avg_pool2d(start8, 2) / 2

        context4 = self.context4(self.half2(torch.cat((a, b, first, last), 1)))
        context8 = self.context8(context4)
        pair4 = F.avg_pool2d(torch.cat((first, last), 1), 4)
        pair8 = F.avg_pool2d(pair4, 2)
        pair16 = F.avg_pool2d(pair8, 2)
        nothing = torch.zeros_like(context8[:, :1, ::2, ::2]).repeat(1, self.coarse.head.in_channels, 1, 1)
        flow16, hidden = self.coarse(*map(local, pair16.split(1, 1)), start16, F.avg_pool2d(context8, 2),
                                     F.avg_pool2d(cues8, 2), t, [nothing])
        flow8, hidden = self.coarse(*map(local, pair8.split(1, 1)), start8 + larger(flow16 - start16, 2) * 2, context8,
                                    cues8, t, [larger(hidden, 2)])
        flow4, hidden = self.middle(*map(local, pair4.split(1, 1)), start4 + larger(flow8 - start8, 2) * 2, context4,
                                    cues4, t, [larger(hidden, 2)])
        guess = flow + larger(flow4 - start4, 4) * 4

        # with a look at single pixels
        there = guess.detach()
        a = shifted(first, there[:, :2])
        b = shifted(last, there[:, 2:])
        pixels = self.pixels(torch.cat((a, b, first, last, weight, still * 0.25), 1))
        spread = F.avg_pool2d(there, 2)
        spread = (spread - smooth(spread, 3)) * 0.5
        rivals = self.rivals(F.avg_pool2d(torch.cat((first, last), 1), 2), F.avg_pool2d(there, 2) / 2)
        extra = torch.cat((rivals, spread, cues2, F.avg_pool2d((a - b).abs(), 2), F.avg_pool2d((first - last).abs(), 2)), 1)
        joined = self.join(torch.cat((extra, larger(self.shrink(hidden), 2)), 1))
        fine = self.fine(F.leaky_relu(pixels + joined, SLOPE))
        change, side, error, old, rest, choice = F.pixel_shuffle(self.head(fine).float(), 2).split(
            (4, 1, 1, 1, 1, self.candidates), 1)

        # each pixel takes its own motion or, at the border of things, one of those around
        own, *others = torch.softmax(torch.cat((choice[:, :1] + 5, choice[:, 1:]), 1), 1).split(1, 1)
        motion = own * guess + change
        for share, other in zip(others, neighbours(there, REACHES)):
            motion = motion + share * other
        weight = torch.sigmoid(torch.logit(weight, eps=1e-3) + side)
        error = torch.log(0.5 * torch.sqrt(moving) + 0.004) + error
        result = torch.cat((motion, weight, error, torch.sigmoid(old - 3), torch.sigmoid(still + rest)), 1)
        return result, (flow16 * 16, flow8 * 8, flow4 * 4)

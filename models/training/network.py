"""The network: it refines a classical motion field, and starts exactly at it."""

import torch
import torch.nn as nn
import torch.nn.functional as F

PLANES = ("to_first_x", "to_first_y", "to_second_x", "to_second_y", "weight", "log_error", "classical", "still")
STEP = 16
"""Width and height must be multiples of this."""

NEGLIGIBLE = 4 / 255 ** 2
"""A mean squared difference that tells nothing, as in the classical method."""

STILL = 0.25
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


def matches(a, b, radius):
    """How well a at p matches b at p + d, for all |d| <= radius: [N, (2 radius + 1)^2, H, W], -1..1."""
    height, width = a.shape[-2:]
    b = F.pad(b, (radius,) * 4, mode="replicate")
    return torch.cat([(a * b[:, :, i:i + height, j:j + width]).mean(1, keepdim=True)
                      for i, j in offsets(radius)], 1)


def normalised(x):
    """Features without their mean over channels, at a common length."""
    x = x - x.mean(1, keepdim=True)
    return x * torch.rsqrt((x * x).mean(1, keepdim=True) + 1e-4)


def conv(inputs, outputs, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, (size - 1) // 2), nn.LeakyReLU(SLOPE))


def zero(inputs, outputs, size):
    layer = nn.Conv2d(inputs, outputs, size, 1, size // 2)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(conv(width, width), nn.Conv2d(width, width, 3, 1, 1))

    def forward(self, x):
        return F.leaky_relu(x + self.layers(x), SLOPE)


class Level(nn.Module):
    """Improves the field at one resolution: compares both frames' features under it, and around it."""

    def __init__(self, features, radius, hidden, coarser, cues=7):
        super().__init__()
        self.radius = radius
        self.sharpness = nn.Parameter(torch.tensor(8.0))
        places = torch.tensor([[j - radius, i - radius] for i, j in offsets(radius)], dtype=torch.float32)
        self.register_buffer("places", places.t().reshape(2, -1, 1, 1), persistent=False)
        self.join = conv(len(places) + 2 + 2 * features + cues + 4 + coarser, hidden, 1)
        self.body = nn.Sequential(conv(hidden, hidden), Residual(hidden))
        self.head = zero(hidden, 5, 3)

    def forward(self, first, second, field, cues, t, coarser):
        """The field's displacements in pixels of this resolution, [N, 4, H, W]. Gives it refined, and what led there."""
        there = field.detach()
        a = shifted(first, there[:, :2])
        b = shifted(second, there[:, 2:])
        cost = matches(normalised(a), normalised(b), self.radius)
        likely = torch.softmax(self.sharpness * cost, 1)
        best = F.conv2d(likely, self.places.flatten(2).reshape(2, -1, 1, 1))
        spread = there - smooth(there, 2)
        hidden = self.body(self.join(torch.cat([cost, best, 0.5 * (a + b), a - b, cues, spread] + coarser, 1)))
        change, trust = self.head(hidden).float().split((4, 1), 1)
        # the motion that matches best, as far as it is trusted, and what else was learned
        return field + change + trust * torch.cat((-t * best, (1 - t) * best), 1), hidden


class Network(nn.Module):
    """
    first, last [N, 1, H, W] in about 0..1; field [N, 6, H, W]: displacements to the first (x, y) and the last
    frame, in pixels, share of the last frame, confidence; t [N]. Gives [N, 8, H, W], see PLANES.
    """

    def __init__(self, half=12, quarter=24, eighth=32, coarse=48, middle=48, fine=32):
        super().__init__()
        self.encode2 = nn.Sequential(conv(1, half, 4, 2), conv(half, half))
        self.encode4 = nn.Sequential(conv(half, quarter, 4, 2), conv(quarter, quarter))
        self.encode8 = nn.Sequential(conv(quarter, eighth, 4, 2), conv(eighth, eighth))
        self.coarse = Level(eighth, 3, coarse, coarse)
        self.middle = Level(quarter, 2, middle, coarse)
        self.candidates = 1 + 4 * len(REACHES)
        self.shrink = conv(middle, fine, 1)
        self.pixels = nn.Conv2d(6, fine, 2, 2)
        self.join = nn.Conv2d(13 + fine, fine, 1)
        self.fine = nn.Sequential(conv(fine, fine), Residual(fine))
        self.head = zero(fine, 4 * (4 + 4 + self.candidates), 1)

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
        cues = torch.cat((unsure, still * 0.5, weight, confidence, t.expand_as(weight), length, a - b), 1)
        cues2 = F.avg_pool2d(cues, 2)
        cues4 = F.avg_pool2d(cues2, 2)
        cues8 = F.avg_pool2d(cues4, 2)
        start4 = F.avg_pool2d(flow, 4) / 4
        start8 = F.avg_pool2d(start4, 2) / 2
        start16 = F.avg_pool2d(start8, 2) / 2

        one4 = self.encode4(self.encode2(first))
        two4 = self.encode4(self.encode2(last))
        one8 = self.encode8(one4)
        two8 = self.encode8(two4)
        one16, two16 = F.avg_pool2d(one8, 2), F.avg_pool2d(two8, 2)
        nothing = torch.zeros_like(one16[:, :1]).repeat(1, self.coarse.head.in_channels, 1, 1)
        flow16, hidden = self.coarse(one16, two16, start16, F.avg_pool2d(cues8, 2), t, [nothing])
        flow8, hidden = self.coarse(one8, two8, start8 + larger(flow16 - start16, 2) * 2, cues8, t, [larger(hidden, 2)])
        flow4, hidden = self.middle(one4, two4, start4 + larger(flow8 - start8, 2) * 2, cues4, t, [larger(hidden, 2)])
        guess = flow + larger(flow4 - start4, 4) * 4

        # with a look at single pixels
        there = guess.detach()
        a = shifted(first, there[:, :2])
        b = shifted(last, there[:, 2:])
        pixels = self.pixels(torch.cat((a, b, first, last, weight, still * 0.25), 1))
        spread = F.avg_pool2d(there, 2)
        spread = (spread - smooth(spread, 3)) * 0.5
        extra = torch.cat((spread, cues2, F.avg_pool2d((a - b).abs(), 2), F.avg_pool2d((first - last).abs(), 2)), 1)
        joined = self.join(torch.cat((extra, larger(self.shrink(hidden), 2)), 1))
        fine = self.fine(F.leaky_relu(pixels + joined, SLOPE))
        change, side, error, old, rest, choice = F.pixel_shuffle(self.head(fine).float(), 2).split(
            (4, 1, 1, 1, 1, self.candidates), 1)

        # each pixel takes its own motion or, at the border of things, one of those around
        own, *others = torch.softmax(torch.cat((choice[:, :1] + 5, choice[:, 1:]), 1), 1).split(1, 1)
        height, width = guess.shape[-2:]
        motion = own * guess + change
        for reach in REACHES:
            around = F.pad(there, (reach,) * 4, mode="replicate")
            for i, j in ((0, 1), (1, 0), (1, 2), (2, 1)):
                motion = motion + others.pop(0) * around[:, :, i * reach:i * reach + height, j * reach:j * reach + width]
        weight = torch.sigmoid(torch.logit(weight, eps=1e-3) + side)
        error = torch.log(0.5 * torch.sqrt(moving) + 0.004) + error
        result = torch.cat((motion, weight, error, torch.sigmoid(old - 1), torch.sigmoid(still + rest)), 1)
        return result, (flow16 * 16, flow8 * 8, flow4 * 4)

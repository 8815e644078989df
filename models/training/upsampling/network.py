"""One stage of learned joint upsampling: it doubles width and height, and starts at bilinear interpolation."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

STEP = 4
"""Width and height of the doubled plane must be multiples of this."""

SLOPE = 0.1

FLAT = 0.004
"""A local contrast, as a share of the range of the plane, that tells nothing."""


def conv(inputs, outputs, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, (size - 1) // 2), nn.LeakyReLU(SLOPE))


def around(x):
    """The nine samples around each, replicated beyond the border: nine of [N, C, H, W]."""
    height, width = x.shape[-2:]
    x = F.pad(x, (1, 1, 1, 1), mode="replicate")
    return [x[:, :, i:i + height, j:j + width] for i in range(3) for j in range(3)]


def bilinear():
    """Logarithms of the weights of the nine samples around, for the four places within a sample: [4, 9]."""
    near = torch.tensor([[0.25, 0.75, 0.004], [0.004, 0.75, 0.25]])
    return torch.log(torch.einsum("yi,xj->yxij", near, near).reshape(4, 9))


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(conv(width, width), nn.Conv2d(width, width, 3, 1, 1))

    def forward(self, x):
        return F.leaky_relu(x + self.layers(x), SLOPE)


class Stage(nn.Module):
    """
    guide [N, 3, 2h, 2w], 0..1 but for outliers; coarse [N, 3, 2h, 2w], each sample as four equal pixels: value, 0..1
    but for outliers, share of it that is known, and the plane that all began with. Gives the doubled plane
    [N, 1, 2h, 2w].
    """

    def __init__(self, fine=16, coarse=24, similar=8, carried=12):
        super().__init__()
        self.similar = similar
        self.guide = nn.Sequential(conv(3, fine), conv(fine, fine))
        self.join = conv(4 * fine + 5, coarse, 1)
        self.body = Residual(coarse)
        self.below = nn.Sequential(conv(coarse, coarse, 4, 2), Residual(coarse), nn.Conv2d(coarse, coarse, 1))
        self.after = Residual(coarse)
        self.seeks = nn.Conv2d(fine + coarse, similar, 1)
        self.offers = nn.Conv2d(coarse, similar, 1)
        self.carries = nn.Conv2d(coarse, carried, 1)
        self.space = nn.Parameter(bilinear())
        self.decode = nn.Sequential(conv(carried + fine + 1, fine, 1), conv(fine, fine))
        self.head = nn.Conv2d(fine, 1, 3, 1, 1)
        self.keep = nn.Conv2d(coarse, 1, 1)
        for layer in (self.head, self.keep):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        for layer in (self.seeks, self.offers):
            layer.weight.data *= 0.3
            nn.init.zeros_(layer.bias)

    def forward(self, guide, coarse):
        value, known, first = F.avg_pool2d(coarse, 2).split(1, 1)
        guide = guide.clamp(-1, 2) * 2 - 1

        # What the map looks like around each sample, whatever its unit.
        mean = F.avg_pool2d(value, 5, 1, 2, count_include_pad=False)
        contrast = torch.sqrt(F.avg_pool2d((value - mean) ** 2, 5, 1, 2, count_include_pad=False) + FLAT ** 2)
        look = torch.cat(((value - mean) / contrast, (first - mean) / contrast, (known - 0.5) * 2,
                          torch.log(contrast) * 0.5 + 1.5, value - 0.5), 1)
        pixels = self.guide(guide)
        hidden = self.body(self.join(torch.cat((F.pixel_unshuffle(pixels, 2), look), 1)))
        hidden = F.leaky_relu(hidden + F.interpolate(self.below(hidden), scale_factor=2, mode="bilinear",
                                                     align_corners=False), SLOPE)
        hidden = self.after(hidden)

        # The transposed pixel-adaptive convolution: a Gaussian of features, times a spatial weight, normalised.
        # NB: what of the squared distance is the same for all samples around a pixel cancels, and is left out.
        seeks = F.pixel_unshuffle(self.seeks(torch.cat((pixels, F.interpolate(hidden, scale_factor=2)), 1)), 2)
        seeks = seeks.reshape(-1, self.similar, 4, *seeks.shape[2:])
        offers = around(self.offers(hidden))
        near = []
        for k, offer in enumerate(offers):
            near.append((seeks * offer.unsqueeze(2)).sum(1) - 0.5 * (offer * offer).sum(1, keepdim=True)
                        + self.space[:, k].reshape(1, 4, 1, 1))
        most = torch.stack(near).amax(0)
        near = [torch.exp(n - most) for n in near]
        total = sum(near)
        values = around(torch.cat((value, self.carries(hidden)), 1))
        mixed = sum(n.unsqueeze(1) * v.unsqueeze(2) for n, v in zip(near, values)) / total.unsqueeze(1)
        mixed = F.pixel_shuffle(mixed.flatten(1, 2), 2)
        result, carried = mixed[:, :1], mixed[:, 1:]

        scale = F.interpolate(contrast, scale_factor=2)
        centre = F.interpolate(mean, scale_factor=2)
        detail = self.decode(torch.cat((carried, pixels, (result - centre) / scale), 1))
        result = result + scale * self.head(detail)
        # A sample of a map is the mean of its area, as far as that is to be believed.
        return result + twice(torch.sigmoid(self.keep(hidden)) * (value - F.avg_pool2d(result, 2)))


def twice(x):
    """Each sample as four equal pixels."""
    return F.interpolate(x, scale_factor=2)


def stages(stage, guide, value, known):
    """
    All planes on the way from a map to the size of its guide, the last one of that size; the ratio is a power of two.
    guide [N, 3, H, W]; value, without gaps, and known [N, 1, h, w].
    """
    count = int(math.log2(guide.shape[-1] // value.shape[-1]))
    guides = [guide]
    for _ in range(count - 1):
        guides.append(F.avg_pool2d(guides[-1], 2))
    first, planes = value, []
    for level in reversed(guides):
        value = stage(level, twice(torch.cat((value, known, first), 1)))
        planes.append(value)
        size = level.shape[-2:]
        first, known = (F.interpolate(x, size, mode="bilinear", align_corners=False) for x in (first, known))
    return planes

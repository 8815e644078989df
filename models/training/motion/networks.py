"""The four networks: depth of a frame, motion of the camera, flow between frames, and what moves by itself."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from network import Residual, conv, costs, larger, local, neighbours, offsets, shifted, smooth, zero

STEP = 16
"""Width and height must be multiples of this; of twice this for depth and segmentation."""

NEGLIGIBLE = 4 / 255 ** 2
"""A mean squared difference that tells nothing, as in the classical method."""

CELL = 4
"""The camera is found of the means of squares of so many pixels."""


class Up(nn.Module):
    """Doubles the size of what is coarse, and joins what was seen at that size before."""

    def __init__(self, coarse, seen, outputs):
        super().__init__()
        self.shrink = conv(coarse, outputs, 1)
        self.join = conv(outputs + seen, outputs)

    def forward(self, coarse, seen):
        return self.join(torch.cat((larger(self.shrink(coarse), 2), seen), 1))


class Depth(nn.Module):
    """Image [N, 1, H, W] in about 0..1 to relative inverse depth [N, 1, H, W], above 0."""

    def __init__(self, widths=(16, 32, 48, 72, 96)):
        super().__init__()
        self.first = conv(1, widths[0], 5, 2)
        self.down = nn.ModuleList(nn.Sequential(conv(a, b, 3, 2), Residual(b)) for a, b in zip(widths, widths[1:]))
        self.deep = Residual(widths[-1])
        self.up = nn.ModuleList(Up(b, a, a) for a, b in zip(widths, widths[1:]))
        self.head = zero(widths[0], 4, 3)

    def forward(self, image):
        seen = [self.first(2 * image.clamp(-1, 2) - 1)]
        for down in self.down:
            seen.append(down(seen[-1]))
        x = self.deep(seen[-1])
        for up, at in zip(reversed(self.up), reversed(seen[:-1])):
            x = up(x, at)
        x = F.pixel_shuffle(self.head(x).float(), 2)
        # NB: 1/20 to 20, whatever the unit is: nothing would keep that from drifting away
        return torch.exp(3 * torch.tanh((x - x.mean((1, 2, 3), keepdim=True)) / 3))


class Level(nn.Module):
    """Improves the flow at one resolution: weighs how well the second frame matches under it, and around it."""

    def __init__(self, radius, hidden, context, coarser, cues):
        super().__init__()
        self.radius = radius
        self.sharpness = nn.Parameter(torch.tensor(8.0))
        places = torch.tensor([[j - radius, i - radius] for i, j in offsets(radius)], dtype=torch.float32)
        self.register_buffer("places", places.t().reshape(2, -1, 1, 1).contiguous(), persistent=False)
        self.join = conv(len(places) + 1 + 2 + context + cues + 2 + coarser, hidden, 1)
        self.body = nn.Sequential(conv(hidden, hidden), Residual(hidden))
        self.head = zero(hidden, 3, 3)

    def forward(self, first, second, flow, context, cues, coarser):
        """Flow in pixels of this resolution, [N, 2, H, W]. Gives it refined, and what led there."""
        there = flow.detach()
        cost, mean = costs(first, shifted(second, there), self.radius)
        best = F.conv2d(torch.softmax(-self.sharpness * cost, 1), self.places)
        spread = there - smooth(there, 2)
        hidden = self.body(self.join(torch.cat([cost - 1, mean, best, spread, context, cues] + coarser, 1)))
        change, trust = self.head(hidden).float().split((2, 1), 1)
        # the motion that matches best, as far as it is trusted, and what else was learned
        return flow + change + trust * best, hidden


class Surroundings(nn.Module):
    """
    What the motion would be if a pixel moved as what is around it: straight planes [N, 2, H, W] through the motion in
    windows of several sizes, fitted by weighted least squares (normalized convolution of the first order, Knutsson and
    Westin, CVPR 1993). So motion is continued to where it cannot be seen, out of the frame or behind what covers it.
    """

    CELL = 8
    """The fits are made for each of so many pixels along either axis, and in between by interpolation."""

    RADII = (2, 4, 8)
    """Of the windows, in cells; each is a mean of means."""

    UNIT = 64
    """Places are counted in so many pixels, so that all sums are about as large."""

    RIDGE = 1e-2
    """Keeps planes level across what is too narrow, in units squared."""

    STEEPEST = 24
    """No motion changes faster, in pixels per unit: what would is no plane."""

    @staticmethod
    def mean(x, radius):
        for _ in range(2):
            x = F.avg_pool2d(x, (2 * radius + 1, 1), 1, (radius, 0), count_include_pad=False)
            x = F.avg_pool2d(x, (1, 2 * radius + 1), 1, (0, radius), count_include_pad=False)
        return x

    def places(self, flow):
        height, width = flow.shape[-2:]
        x = (torch.arange(width, dtype=torch.float32) - width / 2) / self.UNIT + 0 * flow[:, :1]
        y = (torch.arange(height, dtype=torch.float32).reshape(-1, 1) - height / 2) / self.UNIT + 0 * flow[:, :1]
        return x, y

    def forward(self, flow, weight, belief):
        """
        Weight [N, 1, H, W] of each pixel's motion, and belief, what that of each cell is multiplied by. Gives the motion
        by each window, and the logarithm of the mean weight there, at the size of the cells.
        """
        x, y = self.places(flow)
        u, v = flow.split(1, 1)
        moments = F.avg_pool2d(torch.cat([weight * m for m in (1 + 0 * x, x, y, x * x, x * y, y * y, u, u * x, u * y, v, v * x,
                                                               v * y, u * u + v * v)], 1), self.CELL) * belief
        fits, masses = [], []
        for radius in self.RADII:
            w, *sums = self.mean(moments, radius).split(1, 1)
            mx, my, xx, xy, yy, mu, ux, uy, mv, vx, vy, squares = [each / (w + 1e-8) for each in sums]
            xx, xy, yy = xx - mx * mx + self.RIDGE, xy - mx * my, yy - my * my + self.RIDGE
            # NB: positive but for rounding
            scale = 1 / (xx * yy - xy * xy).clamp(min=0.1 * self.RIDGE ** 2)
            slopes, explained = [], 0
            for m, alongx, alongy in ((mu, ux, uy), (mv, vx, vy)):
                sx, sy = alongx - mx * m, alongy - my * m
                slopes.append(((sx * yy - sy * xy) * scale, (sy * xx - sx * xy) * scale))
                explained = explained + slopes[-1][0] * sx + slopes[-1][1] * sy
            # what a plane does not explain, it cannot continue
            share = (explained / ((squares - mu * mu - mv * mv).clamp(min=0) + 0.01)).clamp(0, 1)
            plane = []
            for m, (slopex, slopey) in zip((mu, mv), slopes):
                slopex, slopey = [(share * slope).clamp(-self.STEEPEST, self.STEEPEST) for slope in (slopex, slopey)]
                plane += [m - slopex * mx - slopey * my, slopex, slopey]
            plane = larger(torch.cat(plane, 1), self.CELL)
            a, ax, ay, b, bx, by = plane.split(1, 1)
            fits.append(torch.cat((a + ax * x + ay * y, b + bx * x + by * y), 1))
            masses.append(torch.log(w + 1e-4) * 0.25)
        return fits, masses


class Flow(nn.Module):
    """
    first, second [N, 1, H, W] in about 0..1 and flow [N, 3, H, W], the classical flow (x, y, in pixels) and its
    confidence, to the flow refined and the logarithm of the error to be expected, [N, 3, H, W]. Starts exactly there.
    """

    REACHES = (6, 16, 40, 88)
    """How far away a pixel looks for the motion of its neighbours, in pixels."""

    CUES = 6

    def __init__(self, half=16, context=32, hidden=48, fine=32):
        super().__init__()
        self.surroundings = Surroundings()
        around = len(Surroundings.RADII)
        self.candidates = 1 + 4 * len(self.REACHES) + around
        self.half2 = conv(3, half, 4, 2)
        self.context4 = nn.Sequential(conv(half, context, 4, 2), conv(context, context))
        self.context8 = nn.Sequential(conv(context, context, 4, 2), Residual(context))
        self.coarse = Level(3, hidden, context, 0, self.CUES)
        self.middle = Level(2, hidden, context, hidden, self.CUES)
        self.belief = zero(hidden, 1, 3)
        self.shrink = conv(hidden, fine, 1)
        self.pixels = nn.Conv2d(7, fine, 2, 2)
        self.join = nn.Conv2d(5 * 4 * len(self.REACHES) + 2 + self.CUES + fine + 4 * around, fine, 1)
        self.fine = nn.Sequential(conv(fine, fine), Residual(fine))
        self.head = zero(fine, 4 * (2 + 1 + self.candidates), 1)

    @staticmethod
    def misfit(first, second, flow):
        return (first - shifted(second, flow)).abs().sum(1, keepdim=True)

    def around(self, planes):
        """Planes of half the resolution as they are at the neighbours."""
        return list(neighbours(planes, [r // 2 for r in self.REACHES]))

    def forward(self, first, second, flow):
        return self.levels(first, second, flow)[0]

    def levels(self, first, second, start):
        """The result, the flow at each resolution on the way, in pixels of the input, and what is chosen from, and how."""
        flow, confidence = start.split((2, 1), 1)
        first, second = first.clamp(-1, 2), second.clamp(-1, 2)
        warped = shifted(second, flow)
        moving = smooth((first - warped) ** 2, 4)
        unsure = torch.log(moving + NEGLIGIBLE) * 0.25 + 1
        still = torch.log((moving + NEGLIGIBLE) / (smooth((first - second) ** 2, 4) + NEGLIGIBLE)) * 0.25
        length = torch.log1p(flow.square().sum(1, keepdim=True)) * 0.25
        cues = torch.cat((unsure, still, confidence, length, (first - warped).abs(), first - 0.5), 1)
        cues4 = F.avg_pool2d(cues, 4)
        pair = torch.cat((first, second), 1)

        context4 = self.context4(self.half2(torch.cat((first, warped, second), 1)))
        context8 = self.context8(context4)
        start8 = F.avg_pool2d(flow, 8) / 8
        frames8 = map(local, F.avg_pool2d(pair, 8).split(1, 1))
        flow8, hidden8 = self.coarse(*frames8, start8, context8, F.avg_pool2d(cues4, 2), [])
        start4 = F.avg_pool2d(flow, 4) / 4 + larger(flow8 - start8, 2) * 2
        frames4 = map(local, F.avg_pool2d(pair, 4).split(1, 1))
        flow4, hidden4 = self.middle(*frames4, start4, context4, cues4, [larger(hidden8, 2)])
        guess = flow + larger(flow4 - F.avg_pool2d(flow, 4) / 4, 4) * 4

        # with a look at single pixels, and at what the neighbours' motion would match
        there = guess.detach()
        there2 = F.avg_pool2d(there, 2) / 2
        halves = tuple(map(local, F.avg_pool2d(pair, 2).split(1, 1)))
        own = smooth(self.misfit(*halves, there2), 1) + 0.01
        fits, masses = self.surroundings(there, 1e-4 + confidence.square(), torch.exp(4 * torch.tanh(self.belief(hidden8).float() / 4)))
        others = self.around(there2) + [F.avg_pool2d(fit, 2) / 2 for fit in fits]
        rivals = [torch.log(own / (smooth(self.misfit(*halves, other), 1) + 0.01)) for other in others]
        apart = [0.5 * (other - there2).clamp(-20, 20) for other in others]
        count = 4 * len(self.REACHES)
        # where a neighbour's own motion is sure, and the neighbour looks alike, it may well be the same thing
        sure = F.avg_pool2d(confidence, 2)
        sure = [other - sure for other in self.around(sure)]
        unlike = [(other - halves[0]).abs().sum(1, keepdim=True) for other in self.around(halves[0])]
        pixels = self.pixels(torch.cat((pair, shifted(second, there), warped, there - flow, confidence), 1))
        extra = torch.cat(rivals[:count] + apart[:count] + sure + unlike + [
            (there2 - smooth(there2, 3)).clamp(-20, 20), F.avg_pool2d(cues, 2), larger(self.shrink(hidden4), 2)] +
            rivals[count:] + apart[count:] + [larger(mass, 4) for mass in masses], 1)
        fine = self.fine(F.leaky_relu(pixels + self.join(extra), 0.1))
        change, error, choice = F.pixel_shuffle(self.head(fine).float(), 2).split((2, 1, self.candidates), 1)

        # each pixel takes its own motion, or that of its neighbours
        # NB: what softmax does, which is slow over few channels of many pixels
        choice = torch.cat((choice[:, :1] + 7, choice[:, 1:]), 1).clamp(-30, 30)
        shares = torch.exp(choice)
        shares = shares / shares.sum(1, keepdim=True)
        motion = guess + change
        rivals = [*neighbours(there, self.REACHES), *fits]
        for share, other in zip(shares[:, 1:].split(1, 1), rivals):
            motion = motion + share * (other - there)
        return torch.cat((motion, torch.log(0.05 + 3 * torch.sqrt(moving)) + error), 1), (flow8 * 8, flow4 * 4), ([there] + rivals, choice)


def rays(height, width, intrinsics):
    """Where pixels look, [N, 3, H, W], of intrinsics [N, 4] (fx, fy, cx, cy) in pixels."""
    fx, fy, cx, cy = (part.reshape(-1, 1, 1, 1) for part in intrinsics.split(1, 1))
    y = torch.arange(height, dtype=torch.float32).reshape(1, 1, -1, 1)
    x = torch.arange(width, dtype=torch.float32).reshape(1, 1, 1, -1)
    x, y = (x - cx) / fx, (y - cy) / fy
    x, y = x + 0 * y, y + 0 * x
    return torch.cat((x, y, torch.ones_like(x)), 1)


def turned(vector, points):
    """Points [N, 3, H, W] turned by rotation vectors [N, 3]."""
    angle2 = vector.square().sum(1, keepdim=True) + 1e-12
    angle = torch.sqrt(angle2)
    a, b = (torch.sin(angle) / angle)[:, :, None, None], ((1 - torch.cos(angle)) / angle2)[:, :, None, None]
    v = vector[:, :, None, None]
    return torch.cos(angle)[:, :, None, None] * points + a * cross(v, points) + b * (v * points).sum(1, keepdim=True) * v


def cross(a, b):
    ax, ay, az = a.split(1, 1)
    bx, by, bz = b.split(1, 1)
    return torch.cat((ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx), 1)


def seen_after(ray, disparity, motion):
    """What looks along the ray, in the camera after the motion [N, 6], times disparity: [N, 3, H, W]."""
    return turned(motion[:, :3], ray) + disparity * motion[:, 3:, None, None]


def rigid(disparity, motion, intrinsics):
    """The flow [N, 2, H, W] that the camera's motion makes; far off where it goes behind the camera."""
    ray = rays(disparity.shape[-2], disparity.shape[-1], intrinsics)
    x, y, z = seen_after(ray, disparity, motion).split(1, 1)
    z = z.clamp(min=0.05)
    focal = intrinsics[:, :2, None, None]
    return focal * (torch.cat((x / z, y / z), 1) - ray[:, :2])


def solved(matrix):
    """The solution of [N, n, n + 1], n equations each."""
    n = matrix.shape[1]
    unit = torch.eye(n)
    for k in range(n):
        row = matrix[:, k:k + 1] / matrix[:, k:k + 1, k:k + 1]
        matrix = matrix - (matrix[:, :, k:k + 1] - unit[:, k:k + 1]) * row
    return matrix[:, :, n]


class Camera(nn.Module):
    """
    Flow [N, 3, H, W] (x, y, in pixels, and its confidence), disparity [N, 1, H, W] and intrinsics, each [N], to the
    motion from the first camera to the second [N, 6]: rotation vector and translation. It learns which pixels to
    believe, and solves for the motion by Gauss-Newton steps.
    """

    STEPS = 5

    def __init__(self, width=24):
        super().__init__()
        self.net = nn.Sequential(conv(7, width), conv(width, 2 * width, 3, 2), Residual(2 * width),
                                 conv(2 * width, 2 * width, 3, 2), Residual(2 * width))
        self.head = zero(2 * width, 1, 3)

    def forward(self, flow, disparity, fx, fy, cx, cy):
        # NB: cells are counted from their centres
        intrinsics = torch.stack((fx, fy, cx - (CELL - 1) / 2, cy - (CELL - 1) / 2), 1) / CELL
        flow, disparity = F.avg_pool2d(flow, CELL), F.avg_pool2d(disparity, CELL)
        confidence = flow[:, 2:]
        ray = rays(flow.shape[-2], flow.shape[-1], intrinsics)
        focal = intrinsics[:, :2, None, None]
        flow = flow[:, :2] / CELL / focal
        size = (flow.square().sum(1, keepdim=True).mean((1, 2, 3), keepdim=True) + 1e-6).sqrt()
        small = flow / size
        seen = torch.cat((small, small - smooth(small, 3), confidence, torch.log(disparity), size.log() + confidence * 0), 1)
        belief = larger(self.head(self.net(seen)).float(), 4)
        # NB: only how much one pixel counts beside others matters; unbounded, all of them drift to where nothing is learned
        belief = 4 * torch.tanh((belief - belief.mean((1, 2, 3), keepdim=True)) / 4)
        weight = confidence * torch.exp(belief) + 1e-6
        motion = torch.zeros_like(ray[:, :, 0, 0]).repeat(1, 2)
        target = ray[:, :2] + flow
        for step in range(self.STEPS):
            motion = self.closer(motion, ray, disparity, target, weight, focal, size)
        return motion

    @staticmethod
    def closer(motion, ray, disparity, target, weight, focal, size):
        """A step towards the motion that explains where the rays go."""
        x, y, z = seen_after(ray, disparity, motion).split(1, 1)
        z = z.clamp(min=0.05)
        x, y = x / z, y / z
        d = disparity / z
        off = target - torch.cat((x, y), 1)
        # what does not fit counts little
        length = (off / size).square().sum(1, keepdim=True)
        w = weight / (1 + length.detach() / 0.04)
        # NB: what x / z and y / z become with the rotation and the translation
        zero_ = 0 * x
        jx = torch.cat((-x * y, 1 + x * x, -y, d, zero_, -x * d), 1).flatten(2)
        jy = torch.cat((-1 - y * y, x * y, x, zero_, d, -y * d), 1).flatten(2)
        wf = w.flatten(2)
        normal = (jx * wf) @ jx.transpose(1, 2) + (jy * wf) @ jy.transpose(1, 2)
        right = ((jx * wf) * off[:, :1].flatten(2)).sum(2) + ((jy * wf) * off[:, 1:].flatten(2)).sum(2)
        share = wf.sum(2, keepdim=True)
        step = solved(torch.cat((normal + 1e-4 * share * torch.eye(6), right[:, :, None]), 2))
        # NB: far from the answer, the equations may ask for more than they are good for
        step = step * (0.5 / (step.square().sum(1, keepdim=True) + 1e-12).sqrt()).clamp(max=1)
        turn = step[:, :3]
        # NB: two turns, one after the other
        rotation = motion[:, :3] + turn + 0.5 * torch.linalg.cross(turn, motion[:, :3])
        shift = motion[:, 3:] + step[:, 3:] + torch.linalg.cross(turn, motion[:, 3:])
        return torch.cat((rotation, shift), 1)


class Segmentation(nn.Module):
    """
    Three frames [N, 1, H, W], flow [N, 6, H, W] from the middle one to the others (x, y, x, y, confidences), rigid
    flow [N, 4, H, W], inverse depth and its confidence [N, 2, H, W], to the probability that a pixel moves by itself.
    """

    def __init__(self, widths=(20, 32, 48, 72), deep=96):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(19, widths[0], 2, 2), nn.LeakyReLU(0.1), conv(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(conv(a, b, 3, 2), Residual(b)) for a, b in zip(widths, widths[1:]))
        # NB: what moves along the epipolar lines is told by where it seems to be among all else, if at all
        self.deep = nn.Sequential(conv(widths[-1], deep, 3, 2), Residual(deep), Residual(deep), zero(deep, widths[-1], 3))
        self.up = nn.ModuleList(Up(b, a, a) for a, b in zip(widths, widths[1:]))
        self.fine = Residual(widths[0])
        self.head = zero(widths[0], 4, 1)

    @staticmethod
    def look(middle, other, flow, confidence, way):
        """How well flow and rigid flow explain where pixels go, and how much they differ."""
        off = flow - way
        length = torch.sqrt(way.square().sum(1, keepdim=True) + 1e-6)
        apart = torch.sqrt(off.square().sum(1, keepdim=True) + 1e-6)
        relative = apart / (0.5 + 0.05 * length)
        one = smooth((middle - shifted(other, flow)).square(), 2) + NEGLIGIBLE
        two = smooth((middle - shifted(other, way)).square(), 2) + NEGLIGIBLE
        return relative, torch.cat((torch.log(0.1 + relative), 0.25 * torch.log(one), 0.25 * torch.log(two / one), confidence,
                                    off / (2 + apart), torch.log1p(length)), 1)

    def forward(self, previous, middle, following, flow, rigid, depth):
        return torch.sigmoid(self.logits(previous, middle, following, flow, rigid, depth))

    def logits(self, previous, middle, following, flow, rigid, depth):
        before, after, *sure = flow.split((2, 2, 1, 1), 1)
        behind, ahead = rigid.split(2, 1)
        middle = middle.clamp(-1, 2)
        r1, look1 = self.look(middle, previous.clamp(-1, 2), before, sure[0], behind)
        r2, look2 = self.look(middle, following.clamp(-1, 2), after, sure[1], ahead)
        inverse = depth[:, :1]
        planes = torch.cat((look1, look2, middle, 2 * (middle - smooth(middle, 3)), torch.log(0.05 + inverse.clamp(0, 50)),
                            inverse.clamp(0, 8), depth[:, 1:]), 1)
        seen = [self.first(planes)]
        for down in self.down:
            seen.append(down(seen[-1]))
        x = seen[-1] + larger(self.deep(seen[-1]), 2)
        for up, at in zip(reversed(self.up), reversed(seen[:-1])):
            x = up(x, at)
        learned = F.pixel_shuffle(self.head(self.fine(x)).float(), 2)
        # at first, what the surer of the two differences says
        apart = smooth((sure[0] * r1 + sure[1] * r2) / (sure[0] + sure[1] + 0.1), 2)
        return torch.log(0.02 + apart) - 0.5 + learned


class Motion(nn.Module):
    """All four."""

    def __init__(self):
        super().__init__()
        self.depth, self.camera, self.flow, self.segmentation = Depth(), Camera(), Flow(), Segmentation()

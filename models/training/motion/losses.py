"""What training minimises: against the truth of scenes, and without any, by competition and collaboration."""

import torch
import torch.nn.functional as F

from network import shifted
from networks import Surroundings, rigid

TRUSTED = 0.3
"""A pixel whose flow is less sure than this is out of sight, or nothing is known of it."""


def mean(values, weight):
    return (values * weight).sum() / (weight.sum() + 1)


def generalised(x, epsilon=0.01):
    """Of differences, grows with their root: q = 0.5 in the paper."""
    return (x * x + epsilon * epsilon) ** 0.25 - epsilon ** 0.5


def similarity(a, b):
    """Structural similarity in windows of 3 x 3: [N, 1, H, W]."""
    def average(x):
        return F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    ma, mb = average(a), average(b)
    va, vb, vab = average(a * a) - ma * ma, average(b * b) - mb * mb, average(a * b) - ma * mb
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    return (2 * ma * mb + c1) * (2 * vab + c2) / ((ma * ma + mb * mb + c1) * (va.clamp(min=0) + vb.clamp(min=0) + c2))


def inside(flow):
    """1 where the flow leads to a place in the frame."""
    height, width = flow.shape[-2:]
    x = torch.arange(width, dtype=torch.float32) + flow[:, :1]
    y = torch.arange(height, dtype=torch.float32)[:, None] + flow[:, 1:]
    return ((x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1)).float()


def photometric(first, second, flow, share=0.85):
    """How unlike the second frame is where the flow leads: [N, 1, H, W]."""
    there = shifted(second, flow)
    # NB: a part of what frames differ by is exposure
    return (1 - share) * generalised(first - there) + share * (1 - similarity(first, there)).clamp(0, 2) / 2


def smoothness(x, image, power=10):
    """First differences where the image has no edge; each of x's channels counts by its own size."""
    result = 0
    for axis in (2, 3):
        edge = torch.exp(-power * image.diff(dim=axis).abs())
        result = result + (generalised(x.diff(dim=axis), 0.02) * edge).mean()
    return result


class Explanation:
    """What the networks say of clips: a dictionary of previous, middle, next, flow_previous, flow_next, intrinsics."""

    def __init__(self, networks, clips, refine=True, run=lambda network, *inputs: network(*inputs)):
        """Without refining, the flow is the classical one."""
        self.clips, self.networks, self.run = clips, networks, run
        middle = clips["middle"]
        self.disparity = run(networks.depth, middle)
        # NB: the unit is free; this one keeps the disparity from shrinking
        self.disparity = self.disparity / self.disparity.mean((1, 2, 3), keepdim=True)
        self.others = [clips["previous"], clips["next"]]
        self.starts = [clips["flow_previous"], clips["flow_next"]]
        self.flows = [(run(networks.flow, middle, *each) if refine else each[1])[:, :2] for each in zip(self.others, self.starts)]
        self.rigids = self.ways(self.disparity)
        self.seen = [(start[:, 2:] > TRUSTED).float() * inside(way.detach()) * inside(flow.detach())
                     for start, way, flow in zip(self.starts, self.rigids, self.flows)]
        inverse = self.disparity.detach()
        # NB: a confidence of 0 says that the depth is guessed of one frame
        self.logits = self.divided(torch.cat(self.rigids, 1).detach(), torch.cat((inverse, 0 * inverse), 1))

    def ways(self, disparity):
        """The flow to both sides that a world at rest would have."""
        intrinsics = self.clips["intrinsics"]
        return [rigid(disparity, self.run(self.networks.camera, start, disparity, *intrinsics.unbind(1)), intrinsics)
                for start in self.starts]

    def divided(self, ways, depth):
        """The logits of moving by itself, given the rigid flow to both sides, inverse depth and its confidence."""
        flow = torch.cat([f.detach() for f in self.flows] + [s[:, 2:] for s in self.starts], 1)
        return self.run(self.networks.segmentation.logits, self.clips["previous"], self.clips["middle"], self.clips["next"],
                        flow, ways, depth)


def shares(e, competition=True, consensus=True):
    """
    The losses of competition (depth, camera and flow given the mask) and of collaboration (the mask given the others),
    and what tells how it goes: error of the final explanation (what the flow explains counts a little more, or it would
    explain all), of the rigid one, of the flow, share at rest.
    Without competition, all pixels count for both; without consensus, the mask has only its prior and both errors.
    """
    middle = e.clips["middle"]
    static = torch.sigmoid(-e.logits)
    given = static.detach()
    compete = collaborate = error = rigid_error = flow_error = 0
    for other, flow, way, start, seen in zip(e.others, e.flows, e.rigids, e.starts, e.seen):
        by_rigid, by_flow = photometric(middle, other, way), photometric(middle, other, flow)
        for_rigid, for_flow = (given, 1 - given) if competition else (1, 1)
        # what the flow saw helps the depth where pictures alone are flat
        apart = (way - flow.detach()).abs().sum(1, keepdim=True)
        size = flow.detach().square().sum(1, keepdim=True).mean((2, 3), keepdim=True).sqrt() + 0.5
        relative = apart / size
        confident = seen * start[:, 2:]
        compete = compete + mean(by_rigid, seen * for_rigid) + mean(generalised(relative, 0.02), confident * for_rigid)
        compete = compete + mean(by_flow, seen * (0.1 + 0.9 * for_flow))
        compete = compete + 0.02 * smoothness(flow / size, middle)
        # the consensus: both ways agree, or the rigid one explains the picture at least as well
        with torch.no_grad():
            length = way.square().sum(1, keepdim=True).sqrt()
            agree = apart < 0.5 + 0.25 * length
            # NB: a flow follows noise and shadows where a world at rest cannot: that is no reason to call them moving;
            # detached, since a traced network forgets that nothing is learned here
            handicap = 0.05 + 0.2 * by_flow.detach()
            better = F.avg_pool2d(by_rigid - by_flow - handicap, 5, 1, 2, count_include_pad=False) <= 0
            rest = (agree | better).float()
            share = ((rest * seen).sum() / (seen.sum() + 1)).clamp(0.1, 0.9)
            # NB: by the root, since classes that counted the same would have half of all pixels called moving
            balance = (rest * 0.5 / share + (1 - rest) * 0.5 / (1 - share)).sqrt()
        if consensus:
            collaborate = collaborate + 0.1 * mean(balance * F.binary_cross_entropy_with_logits(-e.logits, rest, reduction="none"),
                                                   seen)
        theirs = by_flow.detach() + handicap
        collaborate = collaborate + mean(by_rigid.detach() * static + theirs * (1 - static), seen)
        final = torch.where(static > 0.5, by_rigid.detach(), theirs)
        error = error + mean(final.detach(), seen) / 2
        rigid_error = rigid_error + mean(by_rigid.detach(), seen) / 2
        flow_error = flow_error + mean(by_flow.detach(), seen) / 2
    compete = compete + 0.1 * smoothness(e.disparity, middle)
    collaborate = collaborate + 0.05 * F.softplus(e.logits).mean() + 0.02 * smoothness(static, middle)
    return compete, collaborate, error, rigid_error, flow_error, given.mean()


def endpoint(flow, truth):
    return torch.sqrt((flow - truth).square().sum(1, keepdim=True) + 1e-6)


def flow_loss(result, levels, chosen, truth, known):
    """Against the true flow, also where it leads out of sight."""
    off = endpoint(result[:, :2], truth)
    total = mean(torch.log(0.03 + off) + 0.4 * off, known)
    for level in levels:
        factor = truth.shape[-1] // level.shape[-1]
        count = F.avg_pool2d(known, factor)
        target = F.avg_pool2d(truth * known, factor) / (count + 1e-3)
        total = total + 0.3 * mean(torch.log(0.1 + endpoint(level, target)), (count > 0.9).float())
    # what the surroundings say shall be of use where nothing is seen
    for fit in chosen[0][-len(Surroundings.RADII):]:
        total = total + 0.1 * mean(torch.log(0.3 + endpoint(fit, truth)), known)
    log = result[:, 2:]
    sure = mean(off.detach() * torch.exp(-log) + log, known)
    return total + 0.05 * sure + 0.5 * choice_loss(*chosen, truth, known), mean(off.detach(), known)


def choice_loss(rivals, choice, truth, known):
    """Whether the best motion of those around is chosen; that counts as much as another one would cost."""
    with torch.no_grad():
        off = torch.cat([endpoint(each, truth) for each in rivals], 1).clamp(max=20)
        # NB: a little better is no reason to take another's motion
        handicap = torch.full_like(off, 0.2)
        handicap[:, 0] = 0
        least, best = (off + handicap).min(1, keepdim=True)
        cost = off.mean(1, keepdim=True) - least
    choice = choice.float()
    # NB: the second term alone would teach little while a motion is hardly ever chosen
    right = F.cross_entropy(choice, best[:, 0], reduction="none")[:, None] * cost.clamp(0.05, 8)
    return mean(0.2 * right + (torch.softmax(choice, 1) * off).sum(1, keepdim=True) - least, known)


def depth_loss(disparity, truth):
    """Against the true inverse depth, whatever the unit; pixels without one do not count."""
    known = (truth > 0).float()
    off = torch.log(disparity) - torch.log(truth.clamp(min=1e-3))
    count = known.sum((1, 2, 3), keepdim=True) + 1
    centre = (off * known).sum((1, 2, 3), keepdim=True) / count
    off = (off - centre) * known
    edges = 0
    for axis in (2, 3):
        both = torch.minimum(known.narrow(axis, 1, known.shape[axis] - 1), known.narrow(axis, 0, known.shape[axis] - 1))
        edges = edges + mean(off.diff(dim=axis).abs(), both)
    absolute = mean(off.abs(), known)
    return absolute + 0.5 * edges, absolute.detach()


def supervised(e):
    """Depth, camera and segmentation against the truth of scenes; and what tells how it goes."""
    clips = e.clips
    total, depth = depth_loss(e.disparity, clips["disparity"])
    off = 0
    # NB: depth learns from its truth alone; what it gets through the camera's equations is noise beside that
    for side, way in zip(("previous", "next"), e.ways(e.disparity.detach())):
        truth, there = clips["rigid_" + side], (clips["disparity"] > 0).float()
        size = truth.square().sum(1, keepdim=True).mean((2, 3), keepdim=True).sqrt() + 0.5
        each = endpoint(way, truth) / size
        total = total + mean(torch.log(0.02 + each), there)
        off = off + mean(each.detach(), there) / 2
    # what moves, given what the networks say of the world at rest, and given what geometry says
    ours = mask_loss(e.logits, clips["moving"], torch.ones_like(clips["tracked"]))
    geometry = mask_loss(e.divided(clips["geometry"], clips["inverse"]), clips["moving"], clips["tracked"])
    return total + ours + geometry, {"depth": depth, "rigid": off, "mask": ours.detach(), "geometry": geometry.detach()}


def mask_loss(logits, moving, counts):
    """Cross-entropy alone, so that odds of several frames may be added up."""
    return mean(F.binary_cross_entropy_with_logits(logits, moving, reduction="none"), counts.expand_as(moving))

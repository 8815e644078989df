package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * What a network says of a frame and others on either side of it, on the mean over several distances in time. At the
 * ends of a recording, the frame on the one side stands for that on the other. Thread-safe.
 */
final class LearnedEvidence implements Evidence {

	/** Frames that are looked at, on either side. */
	private static final int[] GAPS = { 1, 2, 4 };

	private final Footage footage;
	private final PairFlows flows;
	private final RigidFlow rigid;
	private final LearnedSegmentation network;

	/** @param flows of the same recording */
	LearnedEvidence(final Footage footage, final CameraPath path, final PairFlows flows, final LearnedSegmentation network,
		final Device device)
	{
		this.footage = footage;
		this.flows = flows;
		this.network = network;
		rigid = new RigidFlow(footage, path, flows, device);
	}

	@Override
	public Plane of(final int frame, final Progress progress) {
		final List<Plane> depth = rigid.depth(frame, progress).map(map -> List.of(map.relativeInverse(), map.confidence())).orElse(List
			.of(new Plane(footage.width(), footage.height()), new Plane(footage.width(), footage.height())));
		final Plane mean = new Plane(footage.width(), footage.height());
		int count = 0;
		for (final int gap : GAPS) {
			final boolean first = frame - gap < 0;
			final boolean last = frame + gap >= footage.length();
			if (first && last) break;
			progress.check();
			final Plane odds = odds(frame, first ? frame + gap : frame - gap, last ? frame - gap : frame + gap, depth, progress);
			for (int i = 0; i < odds.values().length; i++) mean.values()[i] += odds.values()[i];
			count++;
		}
		for (int i = 0; i < mean.values().length; i++) mean.values()[i] /= Math.max(1, count);
		return mean;
	}

	private Plane odds(final int frame, final int previous, final int next, final List<Plane> depth, final Progress progress) {
		final List<List<Plane>> frames = new ArrayList<>();
		for (final int each : new int[] { frame, previous, next }) frames.add(footage.frames().apply(each));
		final List<Plane> grey = FlowGuide.of(frames);
		return network.odds(grey.get(0), other(frame, previous, grey.get(1), progress), other(frame, next, grey.get(2), progress),
			depth, progress.silent());
	}

	private LearnedSegmentation.Other other(final int frame, final int other, final Plane grey, final Progress progress) {
		return new LearnedSegmentation.Other(grey, flows.between(frame, other, progress.silent()), rigid.between(frame, other, progress
			.silent()));
	}
}

package io.github.kinema.camera;

import java.util.Set;
import java.util.TreeSet;

/** Which frames tell the depth of another one. */
final class Neighbours {

	/** How far away they may be, in frames. */
	static final int REACH = 10;

	/** What a camera should have moved by, as shares of the median depth: far, for exactness, and half as far, for likeness. */
	private static final double[] BASELINES = { 0.1, 0.05 };

	/** Not farther, if there is anything nearer. */
	private static final double FARTHEST = 0.25;

	/** A camera that turns farther looks elsewhere, in radians. */
	private static final double TURNED = Math.toRadians(20);

	private Neighbours() {}

	/** On each side, those whose distance is most like what is wanted, at least one. */
	static Set<Integer> of(final CameraPath path, final int frame) {
		final Set<Integer> chosen = new TreeSet<>();
		for (final int way : new int[] { -1, 1 }) {
			for (final double wanted : BASELINES) {
				int best = -1;
				double least = Double.POSITIVE_INFINITY;
				for (int gap = 1; gap <= REACH; gap++) {
					final int other = frame + way * gap;
					if (other < 0 || other >= path.poses().size()) break;
					final double distance = path.motion(frame, other).distance();
					if (gap > 1 && (distance > FARTHEST || path.motion(frame, other).angle() > TURNED)) break;
					if (Math.abs(distance - wanted) >= least) continue;
					least = Math.abs(distance - wanted);
					best = other;
				}
				if (best >= 0) chosen.add(best);
			}
		}
		return chosen;
	}
}

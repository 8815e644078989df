package io.github.kinema.motion;

/**
 * How optical flow is searched for.
 *
 * @param reach largest displacement along either axis, in pixels; anything longer
 *          is cut off
 * @param stride pixels from one patch to the next; smaller is slower and more exact
 * @param steps descents of a patch at most, on each level and in each round
 * @param warps refinements of each level but the finest
 * @param finest refinements of the finest level, which take most of the time
 * @param sweeps sweeps of the linear solver in each refinement
 * @param smoothness weight of a smooth flow against matching brightness; larger
 *          ignores more noise and more detail
 */
public record FlowSettings(int reach, int stride, int steps, int warps, int finest, int sweeps,
	float smoothness)
{

	/** Good for most recordings. */
	public static final FlowSettings DEFAULT = new FlowSettings(256, 4, 12, 2, 1, 5, 10);

	/** For motion that is to be measured itself: the solver comes to its end. Takes about four times as long. */
	public static final FlowSettings ACCURATE = new FlowSettings(256, 4, 12, 3, 6, 30, 10);

	/** @throws IllegalArgumentException if a value is not positive. */
	public FlowSettings {
		if (reach < 1 || stride < 1 || steps < 1 || warps < 1 || finest < 1 || sweeps < 1 ||
			!(smoothness > 0))
		{
			throw new IllegalArgumentException("Every setting of the flow must be positive: " +
				"reach " + reach + ", stride " + stride + ", steps " + steps + ", warps " +
				warps + ", on the finest level " + finest + ", sweeps " + sweeps + ", smoothness " + smoothness);
		}
		if (stride > PatchSearch.SIZE) {
			throw new IllegalArgumentException("A stride of " + stride +
				" leaves gaps between patches of " + PatchSearch.SIZE + " pixels");
		}
	}

	/** Largest displacement on a level, in its pixels. */
	float reach(final int level) {
		return (float) reach / (1 << level);
	}

	/** Refinements of a level. */
	int warps(final int level) {
		return level > 0 ? warps : finest;
	}
}

package io.github.kinema.evaluate;

import io.github.kinema.tile.Progress;

/**
 * The median of many values, without bringing all of them in order: a few times as long as looking at each once (Hoare,
 * "Algorithm 65: Find", Communications of the ACM 1961). Thread-safe.
 */
final class Median {

	private Median() {}

	/**
	 * The value in the middle; the mean of the two there, if their number is even.
	 *
	 * @param values at least one, none NaN; stay as they are
	 * @throws java.util.concurrent.CancellationException if cancelled; asked whenever a part has been looked through
	 */
	static double of(final double[] values, final Progress progress) {
		final double[] parted = values.clone();
		final int lower = (parted.length - 1) / 2;
		part(parted, lower, progress);
		if (parted.length % 2 == 1) return parted[lower];
		double upper = Double.POSITIVE_INFINITY;
		for (int i = lower + 1; i < parted.length; i++) upper = Math.min(upper, parted[i]);
		return (parted[lower] + upper) / 2;
	}

	/** Brings the value of a rank to its place, with none greater before it and none less behind. */
	private static void part(final double[] values, final int rank, final Progress progress) {
		int from = 0;
		int to = values.length - 1;
		while (from < to) {
			progress.check();
			final double pivot = values[rank];
			int i = from;
			int j = to;
			while (i <= j) {
				while (values[i] < pivot) i++;
				while (values[j] > pivot) j--;
				if (i > j) break;
				final double value = values[i];
				values[i++] = values[j];
				values[j--] = value;
			}
			// NB: what lies between them equals the pivot.
			if (j < rank) from = i;
			if (i > rank) to = j;
		}
	}
}

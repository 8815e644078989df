package io.github.kinema.model;

import io.github.kinema.tile.Progress;

/** Learns step by step, looks now and then how far that has led, and keeps the best. */
final class LearningLoop {

	private LearningLoop() {}

	/** Who learns. To be used by one thread. */
	interface Pupil {

		/**
		 * Learns once.
		 *
		 * @param step number of the steps before
		 */
		void learn(int step);

		/** How far it is from what it should know, by what it does not learn from: the less the better; NaN if cancelled. */
		double check();

		/** Hears what {@link #check} has said after so many steps. */
		void checked(int step, double loss);

		/** Remembers what it knows, and no longer what it remembered before. */
		void keep();
	}

	/**
	 * What has become of it.
	 *
	 * @param steps how many were done
	 * @param best the step after which it was best, which is what it remembers; 0 if it never became better
	 * @param before how far it was from what it should know
	 * @param after the same after the best step
	 */
	record Result(int steps, int best, double before, double after) {}

	/**
	 * Has somebody learn. If cancelled, what was best so far is remembered.
	 *
	 * @param steps how often
	 * @param interval after how many steps it is tried whether it has become better
	 */
	static Result run(final Pupil pupil, final int steps, final int interval, final Progress progress) {
		pupil.keep();
		final double before = pupil.check();
		double after = before;
		int best = 0;
		int step = 0;
		while (step < steps && !progress.isCancelled()) {
			pupil.learn(step);
			step++;
			progress.update((double) step / steps);
			if (step % interval != 0 && step < steps) continue;
			final double now = pupil.check();
			// NB: cancelled on the way, it is not known.
			if (Double.isNaN(now)) continue;
			pupil.checked(step, now);
			if (!(now < after)) continue;
			after = now;
			best = step;
			pupil.keep();
		}
		return new Result(step, best, before, after);
	}
}

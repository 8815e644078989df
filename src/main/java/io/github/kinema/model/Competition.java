package io.github.kinema.model;

import io.github.kinema.tile.Progress;

/**
 * Competitive collaboration: players compete for data that nobody has divided among them, and a moderator divides it.
 * <p>
 * In each round the moderator first stays as it is, while each player learns to explain what the moderator gives it;
 * then the players stay as they are, while the moderator learns from them who explains what best. After each round it
 * is tried how well all of them together explain what they do not learn from, and the best is kept.
 * </p>
 * <p>
 * After Ranjan, Jampani, Balles, Kim, Sun, Wulff and Black, "Competitive Collaboration: Joint Unsupervised Learning of
 * Depth, Camera Motion, Optical Flow and Motion Segmentation", CVPR 2019. To be used by one thread.
 * </p>
 */
final class Competition {

	/** The share of a round in which the players learn. */
	private static final double COMPETING = 0.75;

	private final int round;
	private final int competing;

	/** Players and their moderator. */
	interface Game {

		/**
		 * The players learn once, and the moderator does not.
		 *
		 * @return their loss before
		 */
		double compete();

		/**
		 * The moderator learns once, and the players do not.
		 *
		 * @return its loss before
		 */
		double collaborate();

		/** How far all of them together are from what they do not learn from; NaN if cancelled. */
		double check();

		/** Remembers what all of them know, and no longer what was remembered before. */
		void keep();
	}

	/** Hears how the game goes. */
	interface Listener {

		/**
		 * A round is over.
		 *
		 * @param step number of the steps so far, of players and moderator together
		 * @param competition the players' mean loss in this round; NaN if they have not learned
		 * @param collaboration the moderator's
		 * @param checked what {@link Game#check} says now
		 */
		void played(int step, double competition, double collaboration, double checked);
	}

	/** @param round steps of a round, at least 2: three in four, but not all, are the players' */
	Competition(final int round) {
		this.round = round;
		competing = Math.min(round - 1, (int) Math.round(COMPETING * round));
	}

	/** How many of so many steps are the players'. */
	int competing(final int steps) {
		return steps / round * competing + Math.min(steps % round, competing);
	}

	/**
	 * Plays. If cancelled, what was best so far is remembered.
	 *
	 * @param steps of players and moderator together
	 */
	LearningLoop.Result play(final Game game, final int steps, final Listener listener, final Progress progress) {
		return LearningLoop.run(new LearningLoop.Pupil() {

			private double[] sums = new double[2];
			private int[] counts = new int[2];

			@Override
			public void learn(final int step) {
				final int who = step % round < competing ? 0 : 1;
				sums[who] += who == 0 ? game.compete() : game.collaborate();
				counts[who]++;
			}

			@Override
			public double check() {
				return game.check();
			}

			@Override
			public void checked(final int step, final double loss) {
				listener.played(step, sums[0] / counts[0], sums[1] / counts[1], loss);
				sums = new double[2];
				counts = new int[2];
			}

			@Override
			public void keep() {
				game.keep();
			}
		}, steps, round, progress);
	}
}

package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.tile.Progress;

/** The paper's experiment in small: two regressors, a moderator, and data of two laws that nobody has told apart. */
class CompetitionTest {

	private static final int COUNT = 300;
	private static final double NOISE = 0.05;
	private static final double RATE = 0.3;

	/** The moderator learns so much faster. */
	private static final double STEEPER = 30;

	private static final Competition.Listener NOBODY = (step, competition, collaboration, checked) -> {};

	/**
	 * @param x what regressors and moderator see
	 * @param y what regressors shall find
	 * @param first which of the laws it obeys, which none of them is told
	 */
	private record Datum(double[] x, double y, boolean first) {}

	private static List<Datum> mixed(final long seed) {
		final Random random = new Random(seed);
		final List<Datum> data = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			final double across = random.nextDouble(-1, 1);
			final boolean first = random.nextBoolean();
			final double beside = random.nextDouble(0.1, 1.1);
			final double[] x = { across, 0.4 * across + (first ? beside : -beside), 1 };
			final double y = (first ? 1.5 : -1.5) * x[0] - x[1];
			data.add(new Datum(x, y + NOISE * random.nextGaussian(), first));
		}
		return data;
	}

	/** What is left out of it. */
	private enum Without {
		NOTHING, COMPETITION, COLLABORATION
	}

	/** Two linear regressors and a logistic moderator, on which gradients are easy. */
	private static final class Regressors implements Competition.Game {

		private final List<Datum> learned = mixed(1);
		private final List<Datum> others = mixed(2);
		private final Without without;
		private final double[][] players = new double[2][3];
		private final double[] moderator = new double[3];
		private double[][] kept;

		private Regressors(final Without without, final long seed) {
			this.without = without;
			final Random random = new Random(seed);
			for (final double[] weights : new double[][] { players[0], players[1], moderator })
				for (int i = 0; i < weights.length; i++) weights[i] = 0.5 * random.nextGaussian();
		}

		private static double dot(final double[] a, final double[] b) {
			return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
		}

		private double error(final int player, final Datum datum) {
			return dot(players[player], datum.x) - datum.y;
		}

		/** The share that the moderator gives to the first player. */
		private double share(final Datum datum) {
			return 1 / (1 + Math.exp(-dot(moderator, datum.x)));
		}

		@Override
		public double compete() {
			double loss = 0;
			final double[][] gradients = new double[2][3];
			for (final Datum datum : learned) {
				for (int k = 0; k < 2; k++) {
					final double share = k == 0 ? share(datum) : 1 - share(datum);
					final double weight = without == Without.COMPETITION ? 1 : share;
					final double error = error(k, datum);
					loss += weight * error * error;
					for (int i = 0; i < 3; i++) gradients[k][i] += weight * 2 * error * datum.x[i];
				}
			}
			for (int k = 0; k < 2; k++) descend(players[k], gradients[k]);
			return loss / COUNT;
		}

		@Override
		public double collaborate() {
			if (without == Without.COLLABORATION) return 0;
			double loss = 0;
			final double[] gradient = new double[3];
			for (final Datum datum : learned) {
				final double better = Math.abs(error(0, datum)) < Math.abs(error(1, datum)) ? 1 : 0;
				final double share = share(datum);
				loss -= Math.log(better == 1 ? share : 1 - share);
				for (int i = 0; i < 3; i++) gradient[i] += STEEPER * (share - better) * datum.x[i];
			}
			descend(moderator, gradient);
			return loss / COUNT;
		}

		private static void descend(final double[] weights, final double[] gradient) {
			for (int i = 0; i < weights.length; i++) weights[i] -= RATE * gradient[i] / COUNT;
		}

		/** The mean squared error of whoever the moderator chooses. */
		@Override
		public double check() {
			return others.stream().mapToDouble(datum -> error(share(datum) > 0.5 ? 0 : 1, datum)).map(error -> error * error)
				.average().orElseThrow();
		}

		@Override
		public void keep() {
			kept = new double[][] { players[0].clone(), players[1].clone(), moderator.clone() };
		}

		/** How much of the data the moderator gives to him who ought to have it. */
		private double assigned() {
			final double same = others.stream().filter(datum -> dot(kept[2], datum.x) > 0 == datum.first).count() /
				(double) COUNT;
			return Math.max(same, 1 - same);
		}
	}

	private static double error(final Without without, final long seed) {
		return new Competition(8).play(new Regressors(without, seed), 800, NOBODY, Progress.NONE).after();
	}

	/** That of one regressor for all of it, by least squares, to which two that learn everything come, too. */
	private static double alone() {
		final Regressors one = new Regressors(Without.COMPETITION, 1);
		for (int step = 0; step < 1000; step++) one.compete();
		return one.check();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void theTwoLawsAreFoundAndToldApart(final long seed) {
		final Regressors game = new Regressors(Without.NOTHING, seed);
		final LearningLoop.Result result = new Competition(8).play(game, 800, NOBODY, Progress.NONE);
		assertTrue(result.after() < 0.05 * alone(), alone() + " alone, " + result);
		assertTrue(game.assigned() > 0.95, game.assigned() + " of the data given to whom it belongs");
		assertTrue(error(Without.COMPETITION, seed) > 10 * result.after(), "without competition");
		assertTrue(error(Without.COLLABORATION, seed) > 4 * result.after(), "without collaboration");
	}

	/** Says what was done, and is best after so many steps. */
	private static final class Noted implements Competition.Game {

		private final StringBuilder done = new StringBuilder();
		private int steps;
		private int kept = -1;

		@Override
		public double compete() {
			done.append('p');
			return ++steps;
		}

		@Override
		public double collaborate() {
			done.append('m');
			return ++steps;
		}

		@Override
		public double check() {
			return Math.abs(steps - 11);
		}

		@Override
		public void keep() {
			kept = steps;
		}
	}

	@Test
	void playersAndModeratorTakeTurnsAndTheBestRoundIsKept() {
		final Noted game = new Noted();
		final List<String> heard = new ArrayList<>();
		final Competition competition = new Competition(5);
		final LearningLoop.Result result = competition.play(game, 17, (step, competed, collaborated, checked) -> heard.add(step +
			" " + competed + " " + collaborated + " " + checked), Progress.NONE);
		assertEquals("ppppmppppmppppmpp", game.done.toString());
		assertEquals(List.of("5 2.5 5.0 6.0", "10 7.5 10.0 1.0", "15 12.5 15.0 4.0", "17 16.5 NaN 6.0"), heard);
		assertEquals(new LearningLoop.Result(17, 10, 11, 1), result);
		assertEquals(10, game.kept);
		assertEquals(14, competition.competing(17));
		assertEquals(1, new Competition(2).competing(2));
	}

	@Test
	void whoStopsKeepsTheBestSoFar() {
		final Noted game = new Noted();
		final LearningLoop.Result result = new Competition(2).play(game, 100, NOBODY, new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				return game.steps >= 7;
			}
		});
		assertEquals(new LearningLoop.Result(7, 6, 11, 5), result);
		assertEquals(6, game.kept);
	}
}

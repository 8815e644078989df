package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.filter.PixelAdaptive.Builder;

/** Tests {@link PixelAdaptive}. */
class PixelAdaptiveTest {

	static Stream<UnaryOperator<Builder>> misfits() {
		return Stream.of( //
			b -> b.optWeights(new float[8]), //
			b -> b.optWeights(new float[] { 0, 0, 0, 0, Float.NaN, 0, 0, 0, 0 }), //
			b -> b.optWeights(new float[0][][]), //
			b -> b.optWeights(new float[1][0][]), //
			b -> b.optWeights(new float[][][] { { new float[9] }, { new float[9], new float[9] } }), //
			b -> b.optWeights(new float[2][1][9]).optBias(1, 2, 3), //
			b -> b.optBias(Float.POSITIVE_INFINITY), //
			b -> b.optSigmas(), //
			b -> b.optSigmas(0), //
			b -> b.optSigmas(1, -1), //
			b -> b.optSigmas(Float.NaN), //
			b -> b.optPatch(-1), //
			b -> b.optStride(0), //
			b -> b.optTransposed(true).optBorder(Border.MIRROR), //
			b -> b.optKernel(new AdaptiveKernel.Inverse(Float.NaN, 1, false)), //
			b -> b.optKernel(new AdaptiveKernel.Inverse(0, Float.POSITIVE_INFINITY, false)));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void refusesWhatDoesNotFitTogether(final UnaryOperator<Builder> misfit) {
		final Builder builder = misfit.apply(PixelAdaptive.builder().setWindow(Window.square(1)));
		final String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
		assertTrue(message.endsWith(".") && message.contains(":"), message);
	}

	@Test
	void tablesThatWereGivenMayBeChanged() {
		final float[] weights = { 1, 2, 3 };
		final float[] sigmas = { 1 };
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(new Window(1, 0, 0, false, 1)).optWeights(weights)
			.optSigmas(sigmas).build();
		weights[0] = 9;
		sigmas[0] = 9;
		assertEquals(1, operation.weights(0, 0)[0]);
		assertEquals(1, operation.sigma(0));
	}

	@Test
	void aDiscHasTheSamplesWithinTheRadius() {
		for (int radius = 0; radius <= 150; radius++) {
			final Window disc = Window.disc(radius);
			for (int y = -radius - 1; y <= radius + 1; y++) {
				for (int x = -radius - 1; x <= radius + 1; x++) {
					assertEquals(x * x + y * y <= radius * radius, disc.contains(x, y, 0));
				}
			}
		}
	}

	@Test
	void aBallIsAnEllipsoidOfTheRadii() {
		final Window ball = new Window(4, 4, 2, true, 1);
		assertTrue(ball.contains(0, 0, 2) && ball.contains(4, 0, 0));
		assertTrue(!ball.contains(1, 0, 2) && !ball.contains(0, 0, 3) && !ball.contains(3, 3, 0));
	}

	@Test
	void refusesWindowsWithoutOrWithTooManySamples() {
		assertThrows(IllegalArgumentException.class, () -> Window.square(-1));
		assertThrows(IllegalArgumentException.class, () -> new Window(1, 1, 0, false, 0));
		assertThrows(IllegalArgumentException.class, () -> Window.square(40000));
		assertThrows(IllegalArgumentException.class, () -> new Window(1, 1, 0, false, Integer.MAX_VALUE));
	}
}

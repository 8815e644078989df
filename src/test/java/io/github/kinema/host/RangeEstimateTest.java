package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

/** Ranges that the noise and the contrast of an image suggest. */
class RangeEstimateTest {

	/** Noise on a ramp along y, so that bands of rows differ. */
	private static ImagePlus noisy(final int bitDepth, final int width, final int height, final double level) {
		final ImagePlus image = IJ.createImage("noisy", width, height, 1, bitDepth);
		final java.util.Random random = new java.util.Random(5);
		final ImageProcessor plane = image.getProcessor();
		for (int i = 0; i < width * height; i++) {
			final double value = 90 + 40.0 * (i / width) / height;
			if (bitDepth != 24) plane.setf(i, (float) Math.rint(value + level * random.nextGaussian()));
			else {
				int rgb = 0;
				for (int c = 0; c < 3; c++) rgb = rgb << 8 | (int) Math.rint(value + level * random.nextGaussian());
				plane.set(i, rgb);
			}
		}
		return image;
	}

	@ParameterizedTest
	@CsvSource({ "8, 300, 200", "16, 1500, 1500", "32, 40, 30000", "24, 300, 200" })
	void noiseOfAnyTypeAndSize(final int bitDepth, final int width, final int height) {
		final ImagePlus image = noisy(bitDepth, width, height, 8);
		final double features = bitDepth == 24 ? Math.sqrt(3) : 1;
		assertEquals(2.5 * 8 * features, RangeEstimate.ofNoise(image, false, false), 1 * features);
		assertEquals(1.2 * 8 * features, RangeEstimate.ofNoise(image, true, true), 0.5 * features);
	}

	@Test
	void channelsAddUpAsSquares() {
		final ImagePlus image = TestImages.random(32, 50, 40, 3, 2, 1);
		final double one = RangeEstimate.ofNoise(image, false, false);
		assertEquals(Math.sqrt(3) * one, RangeEstimate.ofNoise(image, true, false), 0.1 * one);
		assertEquals(0.35 * Math.sqrt(3) * 1e-3, RangeEstimate.ofContrast(image), 5e-5);
	}

	@Test
	void nothingToSeeIsNoError() {
		final ImagePlus constant = IJ.createImage("constant", "16-bit black", 20, 10, 1);
		assertEquals(1, RangeEstimate.ofNoise(constant, false, false));
		assertEquals(1, RangeEstimate.ofContrast(constant));
		final ImagePlus unknown = IJ.createImage("unknown", "32-bit black", 20, 10, 1);
		unknown.getProcessor().add(Double.NaN);
		assertEquals(1, RangeEstimate.ofNoise(unknown, false, false));
		final ImagePlus ramp = IJ.createImage("ramp", "32-bit black", 20, 10, 1);
		for (int i = 0; i < 200; i++) ramp.getProcessor().setf(i, i % 20);
		assertEquals(0.5766, RangeEstimate.ofNoise(ramp, false, false), "a tenth of the root of 399 / 12, to four digits");
	}
}

package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Image quality against closed forms and against OpenCV. */
class QualityTest {

	private static Plane random(final int width, final int height, final double scale, final long seed) {
		final Random random = new Random(seed);
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++)
			plane.values()[i] = (float) (scale * (0.5 + 0.3 * Math.sin(i * 0.05) + 0.1 * random.nextGaussian()));
		return plane;
	}

	private static Plane plus(final Plane plane, final double offset, final double noise, final long seed) {
		final Random random = new Random(seed);
		final Plane sum = new Plane(plane.width(), plane.height());
		for (int i = 0; i < sum.values().length; i++)
			sum.values()[i] = (float) (plane.values()[i] + offset + noise * random.nextGaussian());
		return sum;
	}

	@Test
	void aConstantOffsetHasClosedForms() {
		final Plane plane = random(40, 30, 200, 1);
		final Difference difference = Difference.of(plane, plus(plane, 5, 0, 0));
		assertEquals(5, difference.meanAbsoluteError(), 1e-4);
		assertEquals(5, difference.bias(), 1e-4);
		assertEquals(20 * Math.log10(255 / 5.0), difference.psnr(255), 1e-4);
		assertEquals(-5, Difference.of(plus(plane, 5, 0, 0), plane).bias(), 1e-4);
		assertEquals(Double.POSITIVE_INFINITY, Difference.of(plane, plane).psnr(255));
		final Difference both = difference.plus(Difference.of(plane, plane));
		assertEquals(2.5, both.bias(), 1e-4);
		assertEquals(10 * Math.log10(255 * 255 / 12.5), both.psnr(255), 1e-4);
	}

	@Test
	void missingPixelsTakeNoPart() {
		final Plane a = random(40, 30, 200, 1);
		final Plane b = plus(a, 3, 0, 0);
		a.values()[7] = Float.NaN;
		b.values()[8] = Float.POSITIVE_INFINITY;
		final Difference difference = Difference.of(a, b);
		assertEquals(40 * 30 - 2, difference.pixels());
		assertEquals(3, difference.bias(), 1e-4);
		assertTrue(Double.isFinite(StructuralSimilarity.of(a, b, 255, Progress.NONE)));
		assertTrue(Double.isNaN(Difference.NONE.psnr(255)));
	}

	@ParameterizedTest
	@CsvSource({ "64,48,255", "37,21,65535", "11,11,1", "300,200,255" })
	void openCvAgrees(final int width, final int height, final double peak) {
		final Plane a = random(width, height, peak, 2);
		final Plane b = plus(a, 0.02 * peak, 0.05 * peak, 3);
		try (Mat ma = mat(a); Mat mb = mat(b)) {
			assertEquals(opencv_core.PSNR(ma, mb, peak), Difference.of(a, b).psnr(peak), 1e-4);
			assertEquals(ssim(ma, mb, peak), StructuralSimilarity.of(a, b, peak, Progress.NONE), 1e-5);
		}
	}

	@Test
	void similarityOfEqualAndOfUnrelatedPlanes() {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 9 }, { 4, 3 }, { 50, 60 } }) {
			final Plane a = random(size[0], size[1], 255, 4);
			assertEquals(1, StructuralSimilarity.of(a, a, 255, Progress.NONE), 1e-12);
		}
		final Plane noise = plus(new Plane(60, 60), 128, 40, 5);
		assertTrue(StructuralSimilarity.of(random(60, 60, 255, 6), noise, 255, Progress.NONE) < 0.2);
	}

	private static Mat mat(final Plane plane) {
		final Mat mat = new Mat(plane.height(), plane.width(), opencv_core.CV_32F);
		new FloatPointer(mat.data()).put(plane.values());
		final Mat wide = new Mat();
		mat.convertTo(wide, opencv_core.CV_64F);
		return wide;
	}

	/** The definition, with OpenCV's filters; the windows that reach over the border are cut away. */
	private static double ssim(final Mat a, final Mat b, final double peak) {
		final double c1 = 1e-4 * peak * peak;
		final double c2 = 9e-4 * peak * peak;
		final Mat ma = blur(a);
		final Mat mb = blur(b);
		final Mat aa = blur(a.mul(a).asMat());
		final Mat bb = blur(b.mul(b).asMat());
		final Mat ab = blur(a.mul(b).asMat());
		double sum = 0;
		int count = 0;
		for (int y = 5; y + 5 < a.rows(); y++) {
			for (int x = 5; x + 5 < a.cols(); x++) {
				final double p = at(ma, y, x);
				final double q = at(mb, y, x);
				sum += (2 * p * q + c1) * (2 * (at(ab, y, x) - p * q) + c2) / ((p * p + q * q + c1) * //
					(at(aa, y, x) - p * p + at(bb, y, x) - q * q + c2));
				count++;
			}
		}
		return sum / count;
	}

	private static Mat blur(final Mat mat) {
		final Mat blurred = new Mat();
		opencv_imgproc.GaussianBlur(mat, blurred, new Size(11, 11), 1.5);
		return blurred;
	}

	private static double at(final Mat mat, final int y, final int x) {
		return mat.ptr(y, x).getDouble();
	}
}

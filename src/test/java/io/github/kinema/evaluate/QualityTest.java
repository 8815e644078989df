package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Plane;

/** Tests {@link Quality} against closed forms and OpenCV. */
public class QualityTest {

	@Test
	public void identicalPlanesAreInfinitelyGood() {
		final Quality quality = Quality.of(random(20, 15, 1, 255), random(20, 15, 1, 255), 255);
		assertEquals(Double.POSITIVE_INFINITY, quality.psnr());
		assertEquals(1, quality.ssim(), 1e-9);
		assertEquals(0, quality.mae());
	}

	@Test
	public void aConstantOffsetHasItsClosedForm() {
		final Plane a = new Plane(1, 1, new float[] { 1000 });
		final Plane b = new Plane(1, 1, new float[] { 1100 });
		final Quality quality = Quality.of(a, b, 10_000);
		assertEquals(40, quality.psnr(), 1e-9);
		assertEquals(100, quality.bias());
		final double c1 = 100 * 100;
		assertEquals((2 * 1000.0 * 1100 + c1) / (1000.0 * 1000 + 1100.0 * 1100 + c1), //
			quality.ssim(), 1e-9);
		assertEquals(-100, Quality.of(b, a, 10_000).bias());
	}

	@Test
	public void nanIsExcludedAndCounted() {
		final Plane a = random(30, 30, 1, 255), b = random(30, 30, 2, 255);
		a.values()[3] = Float.NaN;
		b.values()[0] = Float.NaN;
		final Quality quality = Quality.of(a, b, 255);
		assertEquals(2, quality.excluded());
		assertEquals(898, quality.pixels());
		assertTrue(quality.psnr() > 0 && quality.ssim() < 1);
		final Plane none = new Plane(1, 1, new float[] { Float.NaN });
		assertTrue(Double.isNaN(Quality.of(none, none, 255).psnr()));
	}

	@Test
	public void poolingAddsSquaredErrors() {
		final Plane zero = new Plane(4, 4), ten = new Plane(4, 4);
		java.util.Arrays.fill(ten.values(), 10);
		final Quality pooled = Quality.pool(List.of(Quality.of(zero, ten, 255), //
			Quality.of(zero, zero, 255)), 255);
		assertEquals(10 * Math.log10(255 * 255 / 50.0), pooled.psnr(), 1e-9);
		assertEquals(5, pooled.mae(), 1e-9);
	}

	@Test
	public void badInputIsNamed() {
		assertThrows(IllegalArgumentException.class, () -> Quality.of(new Plane(2, 2), new Plane(2, 3), 1));
		assertThrows(IllegalArgumentException.class, () -> Quality.of(new Plane(2, 2), new Plane(2, 2), 0));
	}

	@Test
	public void agreesWithOpenCv() {
		for (final double peak : new double[] { 255, 65535 }) {
			final Plane a = random(53, 37, 3, peak), b = random(53, 37, 4, peak);
			for (int i = 0; i < b.values().length; i++) {
				b.values()[i] = Math.round(0.7f * a.values()[i] + 0.3f * b.values()[i]);
			}
			final Quality quality = Quality.of(a, b, peak);
			final Mat ma = mat(a), mb = mat(b);
			assertEquals(opencv_core.PSNR(ma, mb, peak), quality.psnr(), 1e-6);
			assertEquals(ssim(ma, mb, peak), quality.ssim(), 1e-8);
		}
	}

	private static double ssim(final Mat a, final Mat b, final double peak) {
		final DoubleIndexer ma = blurred(a), mb = blurred(b);
		final DoubleIndexer aa = blurred(a.mul(a).asMat()), bb = blurred(b.mul(b).asMat());
		final DoubleIndexer ab = blurred(a.mul(b).asMat());
		final double c1 = Math.pow(0.01 * peak, 2), c2 = Math.pow(0.03 * peak, 2);
		double sum = 0;
		int n = 0;
		for (int y = 5; y < a.rows() - 5; y++) {
			for (int x = 5; x < a.cols() - 5; x++) {
				final double u = ma.get(y, x), v = mb.get(y, x);
				sum += (2 * u * v + c1) * (2 * (ab.get(y, x) - u * v) + c2) / ((u * u + v * v + c1) * //
					(aa.get(y, x) - u * u + bb.get(y, x) - v * v + c2));
				n++;
			}
		}
		return sum / n;
	}

	private static DoubleIndexer blurred(final Mat mat) {
		final Mat out = new Mat();
		opencv_imgproc.GaussianBlur(mat, out, new Size(11, 11), 1.5);
		return out.createIndexer();
	}

	private static Mat mat(final Plane plane) {
		final Mat mat = new Mat(plane.height(), plane.width(), opencv_core.CV_64F);
		final DoubleIndexer indexer = mat.createIndexer();
		for (int y = 0; y < plane.height(); y++) {
			for (int x = 0; x < plane.width(); x++) indexer.put(y, x, plane.get(x, y));
		}
		return mat;
	}

	private static Plane random(final int width, final int height, final long seed, final double peak) {
		final Random random = new Random(seed);
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) {
			plane.values()[i] = Math.round(random.nextDouble() * peak);
		}
		return plane;
	}
}

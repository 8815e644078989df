package io.github.kinema.benchmark;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.util.List;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

import ij.plugin.filter.RankFilters;
import ij.process.FloatProcessor;

import io.github.kinema.tile.Plane;

/** The filters that ours are compared with: OpenCV's, and the median of ImageJ. */
final class FilterPeers {

	private FilterPeers() {}

	/** Bilinear interpolation to another size, pixel centres aligned. */
	static Plane linear(final Plane plane, final int width, final int height) {
		try (Mat from = mat(List.of(plane)); Mat to = new Mat(); Size size = new Size(width, height)) {
			opencv_imgproc.resize(from, to, size, 0, 0, opencv_imgproc.INTER_LINEAR);
			return plane(to);
		}
	}

	/** The guided filter. */
	static Plane guided(final Plane plane, final List<Plane> guide, final int radius, final double range) {
		try (Mat from = mat(List.of(plane)); Mat by = mat(guide); Mat to = new Mat()) {
			opencv_ximgproc.guidedFilter(by, from, to, radius, range * range);
			return plane(to);
		}
	}

	/** The joint bilateral filter, out to one and a half standard deviations of space. */
	static Plane jointBilateral(final Plane plane, final List<Plane> guide, final double space, final double range) {
		try (Mat from = mat(List.of(plane)); Mat by = mat(guide); Mat to = new Mat()) {
			opencv_ximgproc.jointBilateralFilter(by, from, to, 2 * (int) Math.round(1.5 * space) + 1, range, space,
				BORDER_REFLECT_101);
			return plane(to);
		}
	}

	/** The bilateral filter. */
	static Plane bilateral(final Plane plane, final int radius, final double space, final double range) {
		try (Mat from = mat(List.of(plane)); Mat to = new Mat()) {
			opencv_imgproc.bilateralFilter(from, to, 2 * radius + 1, range, space, BORDER_REFLECT_101);
			return plane(to);
		}
	}

	/** Non-local means of 8-bit values. */
	static Plane nonLocalMeans(final Plane plane, final int radius, final int patch, final double range) {
		try (Mat from = mat(List.of(plane)); Mat bytes = new Mat(); Mat denoised = new Mat(); Mat to = new Mat()) {
			from.convertTo(bytes, CV_8U);
			opencv_photo.fastNlMeansDenoising(bytes, denoised, (float) range, 2 * patch + 1, 2 * radius + 1);
			denoised.convertTo(to, CV_32F);
			return plane(to);
		}
	}

	/** The median over a disc. */
	static Plane median(final Plane plane, final double radius) {
		final FloatProcessor pixels = new FloatProcessor(plane.width(), plane.height(), plane.values().clone());
		new RankFilters().rank(pixels, radius, RankFilters.MEDIAN);
		return new Plane(plane.width(), plane.height(), (float[]) pixels.getPixels());
	}

	private static Mat mat(final List<Plane> channels) {
		final Plane first = channels.get(0);
		final float[] values = new float[first.values().length * channels.size()];
		for (int i = 0; i < values.length; i++) values[i] = channels.get(i % channels.size()).values()[i / channels.size()];
		final Mat mat = new Mat(first.height(), first.width(), CV_32FC(channels.size()));
		new FloatPointer(mat.data()).put(values);
		return mat;
	}

	private static Plane plane(final Mat mat) {
		final Plane plane = new Plane(mat.cols(), mat.rows());
		new FloatPointer(mat.data()).get(plane.values());
		return plane;
	}
}

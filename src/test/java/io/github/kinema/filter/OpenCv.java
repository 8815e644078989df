package io.github.kinema.filter;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;

import java.util.List;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

import io.github.kinema.tile.Volume;

/** OpenCV's filters, applied to the first plane of volumes. */
final class OpenCv {

	private OpenCv() {}

	/** Correlation with a kernel, plus a constant; border mirrored. */
	static Volume filter2D(final Volume input, final int width, final int height, final float[] weights,
		final double constant)
	{
		try (Mat source = mat(List.of(input)); Mat kernel = mat(List.of(new Volume(width, height, List.of(
			weights)))); Mat result = new Mat(); Point centre = new Point(-1, -1))
		{
			opencv_imgproc.filter2D(source, result, CV_32F, kernel, centre, constant, BORDER_REFLECT_101);
			return volume(result);
		}
	}

	/** The bilateral filter; border mirrored. */
	static Volume bilateral(final Volume input, final int radius, final double range, final double space) {
		try (Mat source = mat(List.of(input)); Mat result = new Mat()) {
			bilateralFilter(source, result, 2 * radius + 1, range, space, BORDER_REFLECT_101);
			return volume(result);
		}
	}

	/** The joint bilateral filter; border mirrored. */
	static Volume joint(final List<Volume> guide, final Volume input, final int radius, final double range,
		final double space)
	{
		try (Mat joint = mat(guide); Mat source = mat(List.of(input)); Mat result = new Mat()) {
			opencv_ximgproc.jointBilateralFilter(joint, source, result, 2 * radius + 1, range, space, BORDER_REFLECT_101);
			return volume(result);
		}
	}

	private static Mat mat(final List<Volume> channels) {
		final Volume first = channels.get(0);
		final float[] values = new float[first.plane(0).length * channels.size()];
		for (int i = 0; i < values.length; i++) values[i] = channels.get(i % channels.size()).plane(0)[i / channels.size()];
		final Mat mat = new Mat(first.height(), first.width(), CV_32FC(channels.size()));
		new FloatPointer(mat.data()).put(values);
		return mat;
	}

	private static Volume volume(final Mat mat) {
		final Volume volume = new Volume(mat.cols(), mat.rows(), 1);
		new FloatPointer(mat.data()).get(volume.plane(0));
		return volume;
	}
}

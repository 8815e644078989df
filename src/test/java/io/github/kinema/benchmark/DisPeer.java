package io.github.kinema.benchmark;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;

/**
 * The peer: OpenCV's DIS optical flow (medium preset) in both directions, naive
 * in-between flow (the flow at p is taken for the pixel that will be at p),
 * linear sampling, and the average of both sides weighted by time.
 */
final class DisPeer {

	/**
	 * The plane of each channel at instant {@code t}.
	 *
	 * @param low the value that becomes 0 in the 8-bit guide
	 * @param high the value that becomes 255
	 */
	List<Plane> between(final List<Plane> first, final List<Plane> second, final double t,
		final double low, final double high)
	{
		final int width = first.get(0).width();
		final int height = first.get(0).height();
		// NB: a flow that is not empty would be taken as the initial guess.
		try (DISOpticalFlow dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
				Mat guide0 = guide(first, low, high);
				Mat guide1 = guide(second, low, high);
				Mat forward = new Mat();
				Mat backward = new Mat();
				Mat border = new Mat())
		{
			dis.calc(guide0, guide1, forward);
			dis.calc(guide1, guide0, backward);
			final float[] map0 = map(forward, width, height, t);
			final float[] map1 = map(backward, width, height, 1 - t);
			try (Mat m0 = mat(map0, width, height, CV_32FC2);
					Mat m1 = mat(map1, width, height, CV_32FC2))
			{
				final List<Plane> result = new ArrayList<>();
				for (int c = 0; c < first.size(); c++) {
					try (Mat a = mat(first.get(c).values(), width, height, CV_32FC1);
							Mat b = mat(second.get(c).values(), width, height, CV_32FC1);
							Mat wa = new Mat();
							Mat wb = new Mat();
							Mat out = new Mat();
							Scalar none = new Scalar(0))
					{
						remap(a, wa, m0, border, INTER_LINEAR, BORDER_REPLICATE, none);
						remap(b, wb, m1, border, INTER_LINEAR, BORDER_REPLICATE, none);
						addWeighted(wa, 1 - t, wb, t, 0, out);
						result.add(new Plane(width, height, values(out, width * height)));
					}
				}
				return result;
			}
		}
	}

	/**
	 * The flow from one frame to another.
	 *
	 * @param low the value that becomes 0 in the 8-bit guide
	 * @param high the value that becomes 255
	 */
	Flow flow(final List<Plane> first, final List<Plane> second, final double low, final double high) {
		final int width = first.get(0).width();
		final int height = first.get(0).height();
		try (DISOpticalFlow dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
				Mat guide0 = guide(first, low, high);
				Mat guide1 = guide(second, low, high);
				Mat forward = new Mat())
		{
			dis.calc(guide0, guide1, forward);
			final float[] values = values(forward, 2 * width * height);
			final Flow flow = new Flow(width, height);
			for (int i = 0; i < flow.u().length; i++) {
				flow.u()[i] = values[2 * i];
				flow.v()[i] = values[2 * i + 1];
			}
			return flow;
		}
	}

	private static Mat guide(final List<Plane> planes, final double low, final double high) {
		final int width = planes.get(0).width();
		final float[] mean = new float[width * planes.get(0).height()];
		for (int c = 0; c < planes.size(); c++) {
			// Rec. 601 luma for RGB, as OpenCV's own conversion has it
			final double share = planes.size() != 3 ? 1.0 / planes.size()
				: c == 0 ? 0.299 : c == 1 ? 0.587 : 0.114;
			final float[] values = planes.get(c).values();
			final float scale = (float) (share * 255 / (high - low));
			for (int i = 0; i < mean.length; i++) {
				mean[i] += (values[i] - (float) low) * scale;
			}
		}
		final Mat bytes = new Mat();
		try (Mat floats = mat(mean, width, planes.get(0).height(), CV_32F)) {
			floats.convertTo(bytes, CV_8U);
		}
		return bytes;
	}

	private static float[] map(final Mat flow, final int width, final int height,
		final double part)
	{
		final float[] map = values(flow, 2 * width * height);
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i += 2) {
				map[i] = (float) (x - part * map[i]);
				map[i + 1] = (float) (y - part * map[i + 1]);
			}
		}
		return map;
	}

	private static Mat mat(final float[] values, final int width, final int height,
		final int type)
	{
		final Mat mat = new Mat(height, width, type);
		new FloatPointer(mat.data()).put(values, 0, values.length);
		return mat;
	}

	private static float[] values(final Mat mat, final int length) {
		final float[] values = new float[length];
		new FloatPointer(mat.data()).get(values);
		return values;
	}
}

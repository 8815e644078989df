package io.github.kinema.evaluate;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;
import org.junit.jupiter.api.Test;

import io.github.kinema.SharedData;
import io.github.kinema.format.MotionFormat;
import io.github.kinema.format.PlaneFile;
import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;

class FlowScoreTest {

	private static final float NAN = Float.NaN;

	@Test
	void closedForms() {
		// Errors of 5 (of a truth of 100 px: no outlier), 5 (of 0: an outlier), 3 (not above 3), 0.
		final Flow truth = new Flow(4, 1, new float[] { 100, 0, 0, 1 }, new float[] { 0, 0, 0, 0 });
		final Flow estimate = new Flow(4, 1, new float[] { 103, 3, 0, 1 }, new float[] { 4, 4, 3, 0 });
		final FlowScore score = FlowScore.of(estimate, truth, i -> true);
		assertEquals(13 / 4.0, score.meanEndPointError(), 1e-12);
		assertEquals(1 / 4.0, score.outlierShare());
		assertEquals(1, score.coverage());
		// (1, 0, 1) against (0, 1, 1): 60 degrees.
		final FlowScore turned = FlowScore.of(new Flow(1, 1, new float[] { 1 }, new float[1]), new Flow(1, 1, new float[1],
			new float[] { 1 }), i -> true);
		assertEquals(60, turned.meanAngularError(), 1e-12);
		final FlowScore five = FlowScore.of(new Flow(1, 1, new float[] { 105 }, new float[1]), new Flow(1, 1, new float[] {
			100 }, new float[1]), i -> true);
		assertEquals(0, five.outlierShare(), "5 px of 100 px are not above 5 %");
	}

	@Test
	void theUnknownTakesNoPart() {
		final Flow truth = new Flow(4, 1, new float[] { NAN, 0, 0, 1 }, new float[] { 0, Float.POSITIVE_INFINITY, 0, 1 });
		final Flow estimate = new Flow(4, 1, new float[] { 1, 1, NAN, 1 }, new float[] { 1, 1, 0, 3 });
		final FlowScore score = FlowScore.of(estimate, truth, i -> true);
		assertEquals(new FlowScore(2, 1, 2, score.angular(), 0), score);
		assertEquals(0.5, score.coverage());
		final float[] errors = FlowScore.errors(estimate, truth).values();
		assertArrayEquals(new float[] { NAN, NAN, NAN, 2 }, errors);
		assertEquals(Double.NaN, FlowScore.of(estimate, truth, i -> i == 0).meanEndPointError());
	}

	@Test
	void framesArePooledPixelByPixelAsByTheDefinition() {
		final Random random = new Random(1);
		FlowScore pooled = FlowScore.NONE;
		FlowScore left = FlowScore.NONE;
		final double[] sums = new double[5];
		final float[] all = new float[3 * 35];
		final ErrorDistribution distribution = new ErrorDistribution();
		for (int frame = 0; frame < 3; frame++) {
			final Flow truth = random(random, 40);
			final Flow estimate = random(random, 40);
			pooled = pooled.plus(FlowScore.of(estimate, truth, i -> true));
			left = left.plus(FlowScore.of(estimate, truth, i -> i % 7 < 2));
			distribution.add(FlowScore.errors(estimate, truth));
			for (int i = 0; i < 35; i++) {
				final double du = (double) estimate.u()[i] - truth.u()[i];
				final double dv = (double) estimate.v()[i] - truth.v()[i];
				final double error = Math.sqrt(du * du + dv * dv);
				all[35 * frame + i] = (float) error;
				sums[0] += error / 105;
				final double dot = 1.0 + (double) estimate.u()[i] * truth.u()[i] + (double) estimate.v()[i] * truth.v()[i];
				sums[1] += Math.acos(dot / norm(estimate, i) / norm(truth, i)) / 105;
				if (error > 3 && error / Math.sqrt(norm(truth, i) * norm(truth, i) - 1) > 0.05) sums[2]++;
				if (i % 7 < 2) sums[3] += error / 30;
			}
		}
		assertEquals(sums[0], pooled.meanEndPointError(), 1e-9);
		assertEquals(Math.toDegrees(sums[1]), pooled.meanAngularError(), 1e-4);
		assertEquals(sums[2], pooled.outliers());
		assertEquals(sums[3], left.meanEndPointError(), 1e-9);
		Arrays.sort(all);
		assertEquals(all[52], distribution.median(), 1e-3 * all[52]);
	}

	/** The number that others report for the medium preset on this pair. */
	@Test
	void openCvsFlowOnSintelHasTheErrorThatIsKnownOfIt() {
		final List<Plane> truth = PlaneFile.read(SharedData.file("flow_sintel_alley1/gt/frame_0002.flo").toPath(),
			MotionFormat.FLO);
		final String frames = SharedData.file("flow_sintel_alley1/clean").getPath();
		try (DISOpticalFlow dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
				Mat first = imread(frames + "/frame_0002.png", IMREAD_GRAYSCALE);
				Mat second = imread(frames + "/frame_0003.png", IMREAD_GRAYSCALE);
				Mat flow = new Mat())
		{
			dis.calc(first, second, flow);
			final Flow estimate = new Flow(1024, 436);
			try (FloatIndexer values = flow.createIndexer()) {
				for (int i = 0; i < estimate.u().length; i++) {
					estimate.u()[i] = values.get(i / 1024, i % 1024, 0);
					estimate.v()[i] = values.get(i / 1024, i % 1024, 1);
				}
			}
			final FlowScore score = FlowScore.of(estimate, new Flow(1024, 436, truth.get(0).values(), truth.get(1).values()),
				i -> true);
			assertEquals(0.34, score.meanEndPointError(), 0.01);
		}
	}

	private static double norm(final Flow flow, final int i) {
		return Math.sqrt(1 + (double) flow.u()[i] * flow.u()[i] + (double) flow.v()[i] * flow.v()[i]);
	}

	private static Flow random(final Random random, final double amplitude) {
		final Flow flow = new Flow(7, 5);
		for (int i = 0; i < 35; i++) {
			flow.u()[i] = (float) (amplitude * random.nextGaussian());
			flow.v()[i] = (float) (amplitude * random.nextGaussian());
		}
		return flow;
	}
}

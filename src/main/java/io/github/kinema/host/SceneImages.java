package io.github.kinema.host;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.kinema.format.Trajectory;
import io.github.kinema.format.Pinhole;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Shot;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The frames of a generated scene and its truth as ImageJ stacks. Each slice says in its label, and each image in its
 * Info, that it is synthetic, and which macro line makes it again.
 */
public final class SceneImages {

	private final Scene scene;
	private final int frames;
	private final Sensor sensor;
	private final String line;
	private final ImageStack recorded;
	private final ImageStack depth;
	private final ImageStack flow;
	private final ImageStack mask;
	private final ImageStack occlusion;
	private float deepest;
	private float fastest;

	/**
	 * @param line the macro line that makes the same scene
	 * @throws IllegalStateException if it would not fit into memory
	 */
	public SceneImages(final Scene scene, final int frames, final Sensor sensor, final String line) {
		this.scene = scene;
		this.frames = frames;
		this.sensor = sensor;
		this.line = line;
		final long planes = frames * (sensor.bits() / 8 + (scene.kind().hasCamera() ? 8L : 4L)) + (frames - 1) * 12L;
		Memory.require(planes * scene.width() * scene.height(), "Make fewer or smaller frames.");
		recorded = stack();
		depth = stack();
		flow = stack();
		mask = stack();
		occlusion = stack();
	}

	private ImageStack stack() {
		return new ImageStack(scene.width(), scene.height());
	}

	/**
	 * Computes all frames and all truth.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void compute(final Progress progress) {
		if (frames == 1) IJ.log("Kinema: a single frame has no next one, so there is neither flow nor occlusion.");
		for (int f = 0; f < frames; f++) {
			final String label = "synthetic " + scene.kind().key();
			// NB: the last frame has a depth and a mask, too.
			final Shot shot = scene.shoot(f, new double[] { f + 1 }, progress.silent());
			recorded.addSlice(label + " frame " + (f + 1), pixels(sensor.read(shot.frame(), f, f, progress.silent())));
			add(shot.truths().get(0), f, label);
			progress.update((f + 1.0) / frames);
		}
	}

	private void add(final Truth truth, final int f, final String label) {
		if (truth.depth().isPresent()) {
			deepest = Math.max(deepest, largest(truth.depth().get()));
			depth.addSlice(label + " depth " + (f + 1), truth.depth().get().values());
		}
		mask.addSlice(label + " mask " + (f + 1), truth.mask().values());
		if (f + 1 == frames) return;
		final String pair = " " + (f + 1) + " to " + (f + 2);
		fastest = Math.max(fastest, Math.max(largest(truth.flowX()), largest(truth.flowY())));
		flow.addSlice(label + " flow x" + pair, truth.flowX().values());
		flow.addSlice(label + " flow y" + pair, truth.flowY().values());
		occlusion.addSlice(label + " occlusion" + pair, truth.occlusion().values());
	}

	private static float largest(final Plane plane) {
		float largest = 0;
		for (final float value : plane.values())
			if (Math.abs(value) > largest) largest = Math.abs(value);
		return largest;
	}

	private ImageProcessor pixels(final Plane plane) {
		final FloatProcessor values = new FloatProcessor(plane.width(), plane.height(), plane.values());
		if (sensor.bits() == 32) return values;
		final ImageProcessor rounded = sensor.bits() == 8 ? new ByteProcessor(plane.width(), plane.height())
			: new ShortProcessor(plane.width(), plane.height());
		for (int i = 0; i < plane.values().length; i++) rounded.set(i, (int) plane.values()[i]);
		return rounded;
	}

	/** What the sensor has recorded. */
	public ImagePlus recorded() {
		final ImagePlus image = wrap(recorded, "", 1);
		image.setDisplayRange(0, sensor.bits() == 8 ? 255 : sensor.bits() == 16 ? 65535 : 1);
		return image;
	}

	/** The distance along the optical axis, in units of the scene; null without a camera. */
	public ImagePlus depth() {
		if (depth.size() == 0) return null;
		final ImagePlus image = wrap(depth, "-depth", 1);
		image.setLut(new LUT(LutLoader.getLut("fire"), 0, deepest));
		return image;
	}

	/** Flow to the next frame in pixels, channels x and y; null if there is but one frame. */
	public ImagePlus flow() {
		if (flow.size() == 0) return null;
		final ImagePlus image = wrap(flow, "-flow", 2);
		ResultImage.setValueUnit(image, "px");
		return DivergingColours.show(image, fastest);
	}

	/** 1 where the surface rests, 0 where it moves by itself. */
	public ImagePlus mask() {
		return share(mask, "-mask");
	}

	/** 1 where the point is not in sight in the next frame; null if there is but one frame. */
	public ImagePlus occlusion() {
		return occlusion.size() == 0 ? null : share(occlusion, "-occlusion");
	}

	private ImagePlus share(final ImageStack stack, final String suffix) {
		final ImagePlus image = wrap(stack, suffix, 1);
		image.setDisplayRange(0, 1);
		return image;
	}

	private ImagePlus wrap(final ImageStack stack, final String suffix, final int channels) {
		final ImagePlus image = new ImagePlus(Titles.unused(scene.kind().key() + suffix), stack);
		image.setDimensions(channels, 1, stack.size() / channels);
		image.setOpenAsHyperStack(stack.size() > 1);
		// NB: ImageJ keeps, and saves, the label of a single plane as a property of the image.
		if (stack.size() == 1) image.setProp(PlaneReader.LABEL, stack.getSliceLabel(1));
		image.setProperty("Info", "Kinema " + Version.get() + ", Generate Scene..., " + Instant.now().truncatedTo(
			ChronoUnit.SECONDS) + "\nAll of this is synthetic: nothing was measured, no model took part. The same line makes " +
			"the same values again:\n" + line + "\nDigital source type (IPTC): algorithmicMedia.\n");
		return image;
	}

	/**
	 * A row for each frame: its pose in the order of the TUM trajectory format (camera to world; x right, y down, z
	 * ahead) and the intrinsics; null without a camera.
	 */
	public ResultsTable camera() {
		if (scene.camera().isEmpty()) return null;
		final ResultsTable table = PoseTable.of(Titles.unused(scene.kind().key() + "-camera"), new Trajectory(IntStream.range(0,
			frames).mapToObj(f -> scene.pose(f).orElseThrow()).toList()));
		final Pinhole camera = scene.camera().orElseThrow();
		for (int f = 0; f < frames; f++) {
			table.setValue("fx", f, camera.fx());
			table.setValue("fy", f, camera.fy());
			table.setValue("cx", f, camera.cx());
			table.setValue("cy", f, camera.cy());
		}
		return table;
	}
}

package io.github.kinema.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.kinema.camera.CameraPath;
import io.github.kinema.camera.DepthMap;
import io.github.kinema.camera.Footage;
import io.github.kinema.camera.PairFlow;
import io.github.kinema.camera.PairFlows;
import io.github.kinema.camera.Parallax;
import io.github.kinema.camera.RigidFlow;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.scene.SampleStream;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Shot;
import io.github.kinema.scene.Textures;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * What is recorded of a random scene, what the methods that need no training make of it, and what is true, for
 * networks of depth, camera, flow and motion. Scenes without a camera are for the flow alone. Immutable.
 * <p>
 * A sample is a recording of {@code frames} frames, and holds a clip for each of them but the first and the last, in their
 * order: the frame with the one before and the one after it. Where the camera was, and the depth, are found from the whole
 * recording. Clips follow each other without anything between them, whether or not of the same sample.
 * </p>
 * <p>
 * Everything is little-endian. The stream begins with 32 bytes: {@code KINEMA5\n} in ASCII, then width, height, the number
 * of planes of a clip (24) and of clips of a sample ({@code frames - 2}) as int32, then 8 bytes of 0. Clips follow, none of
 * whose numbers is infinite or NaN:
 * </p>
 * <ol>
 * <li>256 bytes: the seed of its sample as int64; the kind as int32, in the order of {@link SceneKind}; what the frames tell
 * of depth as int32, in the order of {@link Parallax}, or -1 if there is no camera, or it could not be followed; then as
 * float64 the noise of the {@link Sensor}, the time from frame to frame, and fx, fy, cx, cy, all 0 without a camera; then
 * the true motion of the camera from the middle frame to the previous one, and that to the next, 12 float64 each: the rows of the 3 x 4 matrix that takes a point
 * of the middle camera into the other, in units of the true depth; all 0 without a camera.</li>
 * <li>24 planes of float32, row by row:
 * <ul>
 * <li>0 previous, 1 middle, 2 next: brightness, where 1 saturates, with noise.</li>
 * <li>3, 4 {@link PairFlow} x and y from the middle to the previous, 5 its trust; 6, 7, 8 the same to the next.</li>
 * <li>9, 10 {@link RigidFlow} x and y to the previous, 11, 12 to the next: of the path of the camera and the depth, or of a
 * homography where these are not told; 0 if the camera could not be followed.</li>
 * <li>13 the inverse of the depth that belongs to that, filled, scaled to a median of 1, and 14 its confidence, see
 * {@link DepthMap}; 0 where there is no parallax.</li>
 * <li>15 true depth, 0 where there is none; 16 what moves by itself: 1, else 0.</li>
 * <li>17, 18 true flow x and y to the previous, 19 its occlusion; 20, 21, 22 the same to the next; see {@link Truth}.</li>
 * <li>23 mask: 1 where a pixel of the middle shows one surface, so that its flow can be asked for; 0 where it mixes
 * several, or where there is no true flow (it is 0).</li>
 * </ul>
 * </li>
 * </ol>
 * <p>
 * In NumPy, a clip is {@code np.dtype([("seed", "<i8"), ("kind", "<i4"), ("parallax", "<i4"), ("noise", "<f8"), ("step",
 * "<f8"), ("k", "<f8", 4), ("previous", "<f8", (3, 4)), ("next", "<f8", (3, 4)), ("planes", "<f4", (24, height, width))])}.
 * </p>
 * <p>
 * The time from frame to frame is drawn evenly on a logarithmic scale.
 * </p>
 *
 * @param kinds what the scenes may show; each sample draws one of them, which may be in the list more than once
 * @param width columns of a frame
 * @param height rows of a frame
 * @param frames frames of a recording, at least 3
 * @param seed of the first sample; each one after it has the next
 * @param noise the most noise of a sensor, in its unit; each sample draws from 0 to this
 * @param blur the most blur of a sensor, in pixels; each sample draws from 0 to this
 * @param drift the most drift of the exposure, as a share; each sample draws from 0 to this
 * @param step the most time from frame to frame, in frames of {@link Scenes}, at least 1; each sample draws from 1 to this
 * @param textures what the scenes are painted with
 */
public record ClipStream(List<SceneKind> kinds, int width, int height, int frames, long seed, double noise, double blur,
	double drift, double step, Textures textures) implements SampleStream
{

	/** What a stream begins with. */
	public static final String MAGIC = "KINEMA5\n";

	/** Two in five samples of moving objects, one each of all else that a camera sees. */
	public static final List<SceneKind> MIXTURE = Stream.of( //
		Collections.nCopies(4, SceneKind.MOVING_OBJECTS), List.of(SceneKind.ORBIT, SceneKind.DOLLY, SceneKind.HANDHELD, //
			SceneKind.STATIC_CAMERA, SceneKind.ROTATION, SceneKind.PLANAR)).flatMap(List::stream).toList();

	private static final int LEAST = 3;
	private static final int PLANES = 24;
	private static final int CLIP_HEADER = 256;

	/** @throws IllegalArgumentException if a number is out of range, or a sample takes 2 GB or more */
	public ClipStream {
		kinds = List.copyOf(kinds);
		if (kinds.isEmpty()) throw new IllegalArgumentException("There is no kind of scene to write: name at least one.");
		if (frames < LEAST) throw new IllegalArgumentException("frames=" + frames + ": a clip takes a recording of at least " +
			LEAST + " frames, for the one before and the one after.");
		if (!(step >= 1)) throw new IllegalArgumentException("step=" + step + ": step is at least 1.");
		Scenes.check(width, height, frames);
		// NB: says what is wrong with its numbers.
		new Sensor(noise, blur, 0, drift, 32, seed);
		SampleStream.requireSize((frames - 2) * (CLIP_HEADER + 4.0 * PLANES * width * height));
	}

	@Override
	public int sampleBytes() {
		return (frames - 2) * (CLIP_HEADER + 4 * PLANES * width * height);
	}

	@Override
	public ByteBuffer header() {
		return SampleStream.buffer(HEADER).put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height)
			.putInt(PLANES).putInt(frames - 2).putLong(0).flip();
	}

	@Override
	public ByteBuffer sample(final long number, final Progress progress) {
		final SplittableRandom random = new SplittableRandom(number);
		final SceneKind kind = kinds.get(random.nextInt(kinds.size()));
		final double time = StrictMath.pow(step, random.nextDouble());
		final Sensor sensor = new Sensor(noise * random.nextDouble(), blur * random.nextDouble(), 0, drift * random.nextDouble(),
			32, number);
		final Scene scene = Scenes.create(kind, width, height, (int) Math.ceil(time * (frames - 1)) + 1, number, textures,
			progress);
		final List<Shot> shots = IntStream.range(0, frames).mapToObj(f -> scene.shoot(f * time, f == 0 || f == frames - 1
			? new double[0] : new double[] { (f - 1) * time, (f + 1) * time }, progress)).toList();
		final List<List<Plane>> recorded = IntStream.range(0, frames).mapToObj(f -> List.of(sensor.read(shots.get(f).frame(), f,
			f * time, progress))).toList();
		// NB: where there is no camera, nothing asks for its lens.
		final Footage footage = new Footage(width, height, frames, scene.camera().orElse(Pinhole.ofFocal(width, height, width)),
			OpticalFlow.on(CpuDevice.INSTANCE, FlowSettings.ACCURATE), recorded::get);
		final PairFlows flows = new PairFlows(footage, frames * frames);
		final CameraPath path = kind.hasCamera() ? track(footage, flows, progress) : null;
		final RigidFlow rigid = path == null ? null : new RigidFlow(footage, path, flows, CpuDevice.INSTANCE);
		final ByteBuffer bytes = SampleStream.buffer(sampleBytes());
		for (int f = 1; f < frames - 1; f++) {
			bytes.putLong(number).putInt(kind.ordinal()).putInt(path == null ? -1 : path.parallax().ordinal()).putDouble(sensor
				.noise()).putDouble(time);
			putCamera(scene, f, time, bytes);
			for (int k = f - 1; k <= f + 1; k++) SampleStream.put(bytes, recorded.get(k).get(0));
			for (final int other : new int[] { f - 1, f + 1 }) {
				final PairFlow flow = flows.between(f, other, progress);
				putFlow(flow.forward(), bytes);
				SampleStream.put(bytes, flow.trust());
			}
			for (final int other : new int[] { f - 1, f + 1 })
				putFlow(rigid == null ? new Flow(width, height) : rigid.between(f, other, progress), bytes);
			putDepth(rigid, f, bytes, progress);
			putTruth(shots.get(f).truths(), bytes);
		}
		return bytes.flip();
	}

	/** Where the camera was; null if it cannot be followed. */
	private static CameraPath track(final Footage footage, final PairFlows flows, final Progress progress) {
		try {
			return footage.track(flows, progress);
		}
		catch (final IllegalArgumentException exc) {
			// NB: that is what the product says of such a recording, and so a part of the sample.
			return null;
		}
	}

	private static void putCamera(final Scene scene, final int frame, final double time, final ByteBuffer bytes) {
		if (scene.camera().isEmpty()) {
			for (int k = 0; k < 4 + 2 * 12; k++) bytes.putDouble(0);
			return;
		}
		final Pinhole camera = scene.camera().get();
		bytes.putDouble(camera.fx()).putDouble(camera.fy()).putDouble(camera.cx()).putDouble(camera.cy());
		final Rigid middle = Rigid.of(scene.pose(frame * time).orElseThrow());
		for (final int other : new int[] { frame - 1, frame + 1 }) {
			final Rigid motion = Rigid.of(scene.pose(other * time).orElseThrow()).inverse().times(middle);
			for (int k = 0; k < 12; k++) bytes.putDouble(motion.get(k / 4, k % 4));
		}
	}

	private static void putFlow(final Flow flow, final ByteBuffer bytes) {
		SampleStream.put(bytes, new Plane(flow.width(), flow.height(), flow.u()), new Plane(flow.width(), flow.height(), flow
			.v()));
	}

	/** @param rigid null if the camera cannot be followed */
	private void putDepth(final RigidFlow rigid, final int frame, final ByteBuffer bytes, final Progress progress) {
		final DepthMap depth = rigid == null ? null : rigid.depth(frame, progress).orElse(null);
		if (depth == null) SampleStream.put(bytes, new Plane(width, height), new Plane(width, height));
		else SampleStream.put(bytes, depth.relativeInverse(), depth.confidence());
	}

	private void putTruth(final List<Truth> truths, final ByteBuffer bytes) {
		final Truth truth = truths.get(0);
		final Plane moving = new Plane(width, height);
		final Plane mask = new Plane(width, height);
		for (int i = 0; i < mask.values().length; i++) {
			moving.values()[i] = 1 - truth.mask().values()[i];
			mask.values()[i] = 1 - truth.edge().values()[i];
			for (final Truth each : truths)
				if (!Float.isFinite(each.flowX().values()[i] + each.flowY().values()[i])) mask.values()[i] = 0;
		}
		SampleStream.put(bytes, finite(truth.depth().orElse(new Plane(width, height))), moving);
		for (final Truth each : truths) SampleStream.put(bytes, finite(each.flowX()), finite(each.flowY()), each.occlusion());
		SampleStream.put(bytes, mask);
	}

	/** The same with 0 for what is not. */
	private static Plane finite(final Plane plane) {
		final Plane finite = new Plane(plane.width(), plane.height(), plane.values().clone());
		for (int i = 0; i < finite.values().length; i++) if (!Float.isFinite(finite.values()[i])) finite.values()[i] = 0;
		return finite;
	}
}

package io.github.kinema.scene;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;
import io.github.kinema.tile.Progress;

/**
 * Writes random scenes and their truth one after the other, for training. Immutable.
 * <p>
 * Everything is little-endian. The stream begins with 32 bytes: {@code KINEMA1\n} in ASCII, then width, height, frames
 * and the number of planes of a frame (10) as int32, then 8 bytes of 0. Samples follow, all of the same length, without
 * anything between them:
 * </p>
 * <ol>
 * <li>64 bytes: the seed as int64; the kind as int32, in the order of {@link SceneKind}, and an int32 of 0; then as
 * float64 the time from frame to frame, fx, fy, cx, cy and the noise of the {@link Sensor}.</li>
 * <li>For each frame 8 float64: time, position and quaternion of the {@link Pose}; NaN without a camera.</li>
 * <li>For each frame 10 planes of float32, row by row: brightness (32 bit, 1 saturates), depth (NaN without a camera),
 * mask, edge; flow x, flow y and occlusion to the next frame (NaN in the last one); the same to the one before (NaN in
 * the first one). See {@link Truth} for what they mean.</li>
 * </ol>
 * <p>
 * In NumPy, a sample is {@code np.dtype([("seed", "<i8"), ("kind", "<i4"), ("zero", "<i4"), ("step", "<f8"), ("k", "<f8",
 * 4), ("noise", "<f8"), ("pose", "<f8", (frames, 8)), ("planes", "<f4", (frames, 10, height, width))])}.
 * </p>
 *
 * @param kinds what the scenes may show; each sample draws one of them
 * @param width columns of a frame
 * @param height rows of a frame
 * @param frames frames of a sample
 * @param seed of the first sample; each one after it has the next
 * @param noise the most noise of a sensor, in its unit; each sample draws from 0 to this
 * @param blur the most blur of a sensor, in pixels; each sample draws from 0 to this
 * @param drift the most drift of the exposure, as a share; each sample draws from 0 to this
 * @param step the most time from frame to frame, at least 1; each sample draws from 1 to this
 * @param textures what the scenes are painted with
 */
public record SceneStream(List<SceneKind> kinds, int width, int height, int frames, long seed, double noise, double blur,
	double drift, double step, Textures textures) implements SampleStream
{

	/** What a stream begins with. */
	public static final String MAGIC = "KINEMA1\n";

	private static final int PLANES = 10;
	private static final int POSE = 64;

	/** @throws IllegalArgumentException if a number is out of range, or a sample takes 2 GB or more */
	public SceneStream {
		kinds = List.copyOf(kinds);
		if (kinds.isEmpty()) throw new IllegalArgumentException("There is no kind of scene to write: name at least one.");
		if (!(step >= 1)) throw new IllegalArgumentException("step=" + step + ": step is at least 1.");
		Scenes.check(width, height, frames);
		// NB: says what is wrong with its numbers.
		new Sensor(noise, blur, 0, drift, 32, seed);
		SampleStream.requireSize(SAMPLE_HEADER + frames * (POSE + 4.0 * PLANES * width * height));
	}

	@Override
	public int sampleBytes() {
		return SAMPLE_HEADER + frames * (POSE + 4 * PLANES * width * height);
	}

	@Override
	public ByteBuffer header() {
		return SampleStream.buffer(HEADER).put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height)
			.putInt(frames).putInt(PLANES).putLong(0).flip();
	}

	@Override
	public ByteBuffer sample(final long number, final Progress progress) {
		final Dice dice = new Dice(~number);
		final SceneKind kind = kinds.get(dice.below(kinds.size()));
		final double time = dice.between(1, step);
		final Sensor sensor = new Sensor(dice.between(0, noise), dice.between(0, blur), 0, dice.between(0, drift), 32, number);
		final Scene scene = Scenes.create(kind, width, height, (int) Math.ceil(time * (frames - 1)) + 1, number,
			textures, progress);
		final Pinhole camera = scene.camera().orElse(new Pinhole(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
		final ByteBuffer bytes = SampleStream.buffer(sampleBytes());
		bytes.putLong(number).putInt(kind.ordinal()).putInt(0).putDouble(time).putDouble(camera.fx()).putDouble(camera.fy())
			.putDouble(camera.cx()).putDouble(camera.cy()).putDouble(sensor.noise());
		for (int f = 0; f < frames; f++) put(scene.pose(f * time), f * time, bytes);
		for (int f = 0; f < frames; f++) {
			final Shot shot = scene.shoot(f * time, new double[] { (f + 1) * time, (f - 1) * time }, progress);
			final Truth next = shot.truths().get(0);
			SampleStream.put(bytes, sensor.read(shot.frame(), f, f * time, progress));
			if (next.depth().isPresent()) SampleStream.put(bytes, next.depth().get());
			else putNothing(1, bytes);
			SampleStream.put(bytes, next.mask(), next.edge());
			if (f + 1 < frames) putFlow(next, bytes);
			else putNothing(3, bytes);
			if (f > 0) putFlow(shot.truths().get(1), bytes);
			else putNothing(3, bytes);
		}
		return bytes.flip();
	}

	private static void put(final Optional<Pose> pose, final double time, final ByteBuffer bytes) {
		final double none = Double.NaN;
		final Pose p = pose.orElse(new Pose(time, none, none, none, none, none, none, none));
		bytes.putDouble(p.time()).putDouble(p.tx()).putDouble(p.ty()).putDouble(p.tz()).putDouble(p.qx()).putDouble(p.qy())
			.putDouble(p.qz()).putDouble(p.qw());
	}

	private static void putFlow(final Truth truth, final ByteBuffer bytes) {
		SampleStream.put(bytes, truth.flowX(), truth.flowY(), truth.occlusion());
	}

	private void putNothing(final int planes, final ByteBuffer bytes) {
		for (int i = 0; i < planes * width * height; i++) bytes.putFloat(Float.NaN);
	}
}

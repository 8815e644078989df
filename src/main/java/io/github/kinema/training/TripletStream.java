package io.github.kinema.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.FieldInputs;
import io.github.kinema.interpolate.FlowMethod;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.motion.FlowSettings;
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
 * Questions of interpolation with their answers: two frames of a random scene, what was to be seen in between, where
 * everything in it was and will be, and what the method {@code flow} makes of the two. Immutable.
 * <p>
 * Everything is little-endian. The stream begins with 32 bytes: {@code KINEMA4\n} in ASCII, then width, height and the
 * number of planes of a sample (21) as int32, then 12 bytes of 0. Samples follow:
 * </p>
 * <ol>
 * <li>64 bytes: the seed as int64; the kind as int32, in the order of {@link SceneKind}, and an int32 of 0; then as
 * float64 the instant t of the middle frame, the noise of the {@link Sensor} and the time from the first frame to the
 * last; then 24 bytes of 0.</li>
 * <li>21 planes of float32, row by row:
 * <ul>
 * <li>0 first, 1 middle, 2 last: brightness, where 1 saturates. The first and the last have noise, each its own; the
 * middle has none, but the same blur and the exposure of its own instant.</li>
 * <li>3, 4 flow x and y from the middle to the first, 5 its occlusion: 1 where a point of the middle is not in sight in
 * the first; 6, 7, 8 the same to the last. See {@link Truth} for what they mean.</li>
 * <li>9, 10 displacement x and y to the first, 11, 12 to the last, 13 weight of the last, 14 confidence: the
 * {@link DenseField} that {@code flow} finds at t.</li>
 * <li>15 mask: 1 where a pixel of the middle shows one surface, so that its flow can be asked for; 0 where it mixes
 * several, or where there is no flow (it is NaN).</li>
 * <li>16 what {@link Synthesis} renders from that field, other motions that it mixes in included; 17 the blend,
 * {@code (1 - t) first + t last}.</li>
 * <li>18, 19 another motion of that field, from the first frame to the last, x and y; 20 its share: see
 * {@link FieldInputs}.</li>
 * </ul>
 * </li>
 * </ol>
 * <p>
 * In NumPy, a sample is {@code np.dtype([("seed", "<i8"), ("kind", "<i4"), ("zero", "<i4"), ("t", "<f8"), ("noise",
 * "<f8"), ("step", "<f8"), ("zeros", "V24"), ("planes", "<f4", (21, height, width))])}.
 * </p>
 * <p>
 * The displacement of a sample, which 5 in 100 moving points exceed from first to last, is drawn evenly on a logarithmic
 * scale from half a pixel to 60 pixels (for a frame of 256 x 256; in proportion for others), and the time between the
 * frames follows from it. It is less where the scene is too slow for that in the longest time, or its ways too bent. In
 * 15 of 100 samples it is below half a pixel, and their noise is strong. Noise, blur and drift are drawn squared, so that
 * most samples have little.
 * </p>
 *
 * @param kinds what the scenes may show; each sample draws one of them, which may be in the list more than once
 * @param width columns of a frame
 * @param height rows of a frame
 * @param seed of the first sample; each one after it has the next
 * @param noise the most noise of a sensor, in its unit
 * @param blur the most blur of a sensor, in pixels
 * @param drift the most drift of the exposure, as a share
 * @param step the longest time from the first frame to the last, in frames of {@link Scenes}, above 0
 * @param textures what the scenes are painted with
 */
public record TripletStream(List<SceneKind> kinds, int width, int height, long seed, double noise, double blur,
	double drift, double step, Textures textures) implements SampleStream
{

	/** What a stream begins with. */
	public static final String MAGIC = "KINEMA4\n";

	/** Two in five samples of layers, two of moving cameras, one of microscopy. */
	public static final List<SceneKind> MIXTURE = Stream.of( //
		Collections.nCopies(12, SceneKind.LAYERS), Collections.nCopies(3, SceneKind.MOVING_OBJECTS), //
		Collections.nCopies(3, SceneKind.HANDHELD), Collections.nCopies(3, SceneKind.ORBIT), //
		Collections.nCopies(3, SceneKind.DOLLY), Collections.nCopies(2, SceneKind.CELLS), //
		Collections.nCopies(2, SceneKind.FILAMENTS), Collections.nCopies(2, SceneKind.PARTICLES)).flatMap(List::stream)
		.toList();

	static final int PLANES = 21;
	/** Frames in which a scene does what it does once. */
	private static final int FRAMES = 13;
	/** Share of the samples in which next to nothing moves. */
	private static final double STILL = 0.15;
	private static final double SLOWEST = 0.02;
	private static final double SLOW = 0.5;
	private static final double FASTEST = 60;
	private static final double USUAL_SIDE = 256;
	/** How far from a straight, even way the middle may lie, as a share of the way's length. */
	private static final double MOST_BENT = 0.06;
	/** How often the time is corrected for the displacement that it makes. */
	private static final int CORRECTIONS = 4;

	/** @throws IllegalArgumentException if a number is out of range, or a sample takes 2 GB or more */
	public TripletStream {
		kinds = List.copyOf(kinds);
		if (kinds.isEmpty()) throw new IllegalArgumentException("There is no kind of scene to write: name at least one.");
		if (!(step > 0)) throw new IllegalArgumentException("step=" + step + ": step is above 0.");
		Scenes.check(width, height, FRAMES);
		// NB: says what is wrong with its numbers.
		new Sensor(noise, blur, 0, drift, 32, seed);
		SampleStream.requireSize(SAMPLE_HEADER + 4.0 * PLANES * width * height);
	}

	@Override
	public int sampleBytes() {
		return SAMPLE_HEADER + 4 * PLANES * width * height;
	}

	@Override
	public ByteBuffer header() {
		return header(width, height);
	}

	/** What all streams of triplets begin with. */
	static ByteBuffer header(final int width, final int height) {
		return SampleStream.buffer(HEADER).put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height)
			.putInt(PLANES).putInt(0).putLong(0).flip();
	}

	@Override
	public ByteBuffer sample(final long number, final Progress progress) {
		final SplittableRandom random = new SplittableRandom(number);
		final SceneKind kind = kinds.get(random.nextInt(kinds.size()));
		final Scene scene = Scenes.create(kind, width, height, FRAMES, number, textures, progress);
		final boolean still = random.nextDouble() < STILL;
		final double wanted = Math.sqrt((double) width * height) / USUAL_SIDE * (still ? logarithmic(SLOWEST, SLOW, random)
			: logarithmic(SLOW, FASTEST, random));
		final double t = random.nextDouble(0.05, 0.95);
		final double middle = random.nextDouble(FRAMES - 1);
		final double time = time(scene, middle, t, wanted);
		final double strength = still ? random.nextDouble(0.25, 1) : squared(random);
		final double softness = blur * squared(random);
		final double wandering = drift * squared(random);
		final Sensor noisy = new Sensor(noise * strength, softness, 0, wandering, 32, number);
		final Sensor clean = new Sensor(0, softness, 0, wandering, 32, number);
		final double start = middle - t * time;
		final double end = start + time;
		final Plane first = noisy.expose(scene, 0, start, progress);
		final Plane last = noisy.expose(scene, 1, end, progress);
		final Shot shot = scene.shoot(middle, new double[] { start, end }, progress);
		final Truth toFirst = shot.truths().get(0);
		final Truth toLast = shot.truths().get(1);
		final ByteBuffer bytes = SampleStream.buffer(sampleBytes());
		bytes.putLong(number).putInt(kind.ordinal()).putInt(0).putDouble(t).putDouble(noisy.noise()).putDouble(time)
			.putLong(0).putLong(0).putLong(0);
		SampleStream.put(bytes, first, clean.read(shot.frame(), 2, middle, progress), last, //
			toFirst.flowX(), toFirst.flowY(), toFirst.occlusion(), toLast.flowX(), toLast.flowY(), toLast.occlusion());
		putField(first, last, t, mask(toFirst, toLast), bytes, progress);
		return bytes.flip();
	}

	static double logarithmic(final double from, final double to, final SplittableRandom random) {
		return from * StrictMath.pow(to / from, random.nextDouble());
	}

	static double squared(final SplittableRandom random) {
		final double value = random.nextDouble();
		return value * value;
	}

	/** Finds the time from first to last in which things move as far as wanted, if not on too bent a way. */
	private double time(final Scene scene, final double middle, final double t, final double wanted) {
		double time = Math.min(1, step);
		for (int i = 0; i < CORRECTIONS; i++) {
			final double[][] ways = scene.follow(middle, middle - t * time, middle + (1 - t) * time);
			final double length = most(ways, way -> StrictMath.hypot(way[4] - way[2], way[5] - way[3]));
			final double bend = most(ways, way -> StrictMath.hypot((1 - t) * way[2] + t * way[4] - way[0], (1 - t) * way[3] + t *
				way[5] - way[1]));
			if (!(length > 0)) return step;
			time = Math.min(step, time * wanted / Math.max(length, wanted * bend / (MOST_BENT * length)));
		}
		return time;
	}

	/** What 5 in 100 exceed of those that are not 0, as they are where everything rests. */
	private static double most(final double[][] ways, final ToDoubleFunction<double[]> size) {
		final double[] sizes = Stream.of(ways).mapToDouble(size).filter(s -> s > 0 && Double.isFinite(s)).sorted().toArray();
		return sizes.length == 0 ? 0 : sizes[sizes.length - 1 - sizes.length / 20];
	}

	private static Plane mask(final Truth toFirst, final Truth toLast) {
		final Plane mask = new Plane(toFirst.edge().width(), toFirst.edge().height());
		for (int i = 0; i < mask.values().length; i++) {
			final float sum = toFirst.flowX().values()[i] + toFirst.flowY().values()[i] + toLast.flowX().values()[i] + toLast
				.flowY().values()[i];
			mask.values()[i] = toFirst.edge().values()[i] > 0 || Float.isNaN(sum) ? 0 : 1;
		}
		return mask;
	}

	/** Appends what the method that needs no training makes of the two frames, and the mask in between. */
	static void putField(final Plane first, final Plane last, final double t, final Plane mask,
		final ByteBuffer bytes, final Progress progress)
	{
		final List<Plane> one = List.of(first);
		final List<Plane> other = List.of(last);
		final DenseField field = new FlowMethod(CpuDevice.INSTANCE, FlowSettings.DEFAULT).between(one, other, progress).at(t,
			progress).dense(progress);
		for (final String name : List.of("to_first_x", "to_first_y", "to_second_x", "to_second_y", "weight", "confidence"))
			SampleStream.put(bytes, channel(field, name));
		final Plane rendered = Synthesis.on(CpuDevice.INSTANCE).render(one, other, field, progress).get(0);
		SampleStream.put(bytes, mask, rendered, blend(first, last, t), channel(field, "doubt_x"), channel(field, "doubt_y"),
			channel(field, "doubt"));
	}

	private static Plane channel(final DenseField field, final String name) {
		return new Plane(field.width(), field.height(), FieldInputs.channel(field, name));
	}

	private static Plane blend(final Plane first, final Plane last, final double t) {
		final Plane blend = new Plane(first.width(), first.height());
		for (int i = 0; i < blend.values().length; i++)
			blend.values()[i] = (float) ((1 - t) * first.values()[i] + t * last.values()[i]);
		return blend;
	}
}

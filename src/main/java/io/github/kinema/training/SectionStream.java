package io.github.kinema.training;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

import io.github.kinema.scene.SampleStream;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Volume;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Questions of interpolation along z with their answers: two sections of a random {@link Volume}, what lies between them,
 * and what the method {@code flow} makes of the two. Immutable.
 * <p>
 * Everything is laid out as by {@link TripletStream}, with these differences: the kind is -1; the step is how far apart the
 * outer sections are, in pixels of a section; planes 3 to 8, motion and occlusion, and 15, where they are known, are 0:
 * what lies in a section is not in the next.
 * </p>
 * <p>
 * How far apart the sections are is drawn evenly on a logarithmic scale, over a factor of 100. Noise and blur are drawn
 * squared, so that most samples have little.
 * </p>
 *
 * @param width columns of a section
 * @param height rows of a section
 * @param seed of the first sample; each one after it has the next
 * @param noise the most noise of a sensor, in its unit
 * @param blur the most blur of a sensor, in pixels
 * @param step how far apart the outer sections are at most, in pixels, above 0
 */
public record SectionStream(int width, int height, long seed, double noise, double blur, double step) implements
	SampleStream
{

	private static final int KIND = -1;
	private static final double RANGE = 100;

	/** @throws IllegalArgumentException if a number is out of range, or a sample takes 2 GB or more */
	public SectionStream {
		if (!(step > 0)) throw new IllegalArgumentException("step=" + step + ": step is above 0.");
		Scenes.check(width, height, 1);
		// NB: says what is wrong with its numbers.
		new Sensor(noise, blur, 0, 0, 32, seed);
		SampleStream.requireSize(SAMPLE_HEADER + 4.0 * TripletStream.PLANES * width * height);
	}

	@Override
	public int sampleBytes() {
		return SAMPLE_HEADER + 4 * TripletStream.PLANES * width * height;
	}

	@Override
	public ByteBuffer header() {
		return TripletStream.header(width, height);
	}

	@Override
	public ByteBuffer sample(final long number, final Progress progress) {
		final SplittableRandom random = new SplittableRandom(number);
		final Volume volume = new Volume(width, height, step, number);
		final double apart = TripletStream.logarithmic(step / RANGE, step, random);
		final double t = random.nextDouble(0.05, 0.95);
		final double start = -t * apart;
		final double softness = blur * TripletStream.squared(random);
		final Sensor noisy = new Sensor(noise * TripletStream.squared(random), softness, 0, 0, 32, number);
		final Plane first = noisy.read(volume.section(start, progress), 0, 0, progress);
		final Plane middle = new Sensor(0, softness, 0, 0, 32, number).read(volume.section(0, progress), 1, 0, progress);
		final Plane last = noisy.read(volume.section(start + apart, progress), 2, 0, progress);
		final Plane none = new Plane(width, height);
		final ByteBuffer bytes = SampleStream.buffer(sampleBytes());
		bytes.putLong(number).putInt(KIND).putInt(0).putDouble(t).putDouble(noisy.noise()).putDouble(apart).putLong(0)
			.putLong(0).putLong(0);
		SampleStream.put(bytes, first, middle, last, none, none, none, none, none, none);
		TripletStream.putField(first, last, t, none, bytes, progress);
		return bytes.flip();
	}
}

package io.github.kinema.scene;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Records a scene as a camera does: motion while the shutter is open, blur of the optics, exposure, photon and read
 * noise, and at last rounding to the bit depth.
 * <p>
 * NB: truth belongs to the instant in the middle of the exposure. All noise follows from the seed, the number of the
 * frame and the row, so that it is the same on every machine and with any number of threads. Immutable and thread-safe.
 * </p>
 *
 * @param noise standard deviation at mid-grey, in grey levels of which 255 saturate; at least 0. Half of its variance
 *          is read noise, the same everywhere; half is photon noise (Poisson), in proportion to the brightness. So a
 *          pixel of brightness v levels has a variance of noise² (1/2 + v / 255), and a level is worth 255 / noise²
 *          photo-electrons.
 * @param blur standard deviation in pixels of the Gaussian that blurs the image; at least 0
 * @param shutter share of the time between two frames in which light is gathered, 0 to 1; 0 an instant
 * @param drift how far the exposure wanders to both sides, as a share; 0 to below 1
 * @param bits 8 and 16: rounded and cut to 0 .. 255 or 0 .. 65535; 32: as a share of saturation, neither rounded nor cut
 * @param seed seed of the noise and of the drift
 */
public record Sensor(double noise, double blur, double shutter, double drift, int bits, long seed) {

	/** Instants that are averaged while the shutter is open. */
	private static final int INSTANTS = 8;
	/** Frames in which the exposure goes up, down and back. */
	private static final double DRIFT_PERIOD = 37;
	private static final double LEVELS = 255;

	/** @throws IllegalArgumentException if a value is out of range */
	public Sensor {
		check("noise", noise, 0, LEVELS);
		check("blur", blur, 0, 100);
		check("shutter", shutter, 0, 1);
		check("drift", drift, 0, 0.99);
		if (bits != 8 && bits != 16 && bits != 32) throw new IllegalArgumentException("bits=" + bits +
			": a sensor has 8, 16 or 32 bits.");
	}

	private static void check(final String name, final double value, final double least, final double most) {
		if (!(value >= least && value <= most)) throw new IllegalArgumentException(name + "=" + value + ": " + name +
			" takes a number from " + least + " to " + most + ".");
	}

	/** A sensor without noise, blur and drift, that writes brightness as it is. */
	public static Sensor ideal() {
		return new Sensor(0, 0, 0, 0, 32, 0);
	}

	/**
	 * Records one frame.
	 *
	 * @param frame number of the frame, from 0: two frames have independent noise
	 * @param time when it is recorded, in frames, from 0
	 * @return shape {@code [X, Y]}, values of the bit depth
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Plane expose(final Scene scene, final long frame, final double time, final Progress progress) {
		return read(exposed(scene, time, progress), frame, time, progress);
	}

	/**
	 * Records light that has passed the shutter already.
	 *
	 * @param light brightness, 0 black to 1 saturated
	 * @param frame number of the frame, from 0
	 * @param time when it is recorded, in frames, from 0
	 * @return shape {@code [X, Y]}, values of the bit depth
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Plane read(final Plane light, final long frame, final double time, final Progress progress) {
		final Plane blurred = Blur.gaussian(light, blur, progress);
		final double exposure = drift == 0 ? 1 : 1 + drift * Wave.at(time / DRIFT_PERIOD + Dice.lattice(seed, -1, -1));
		final Plane result = new Plane(light.width(), light.height());
		Bands.run(light.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) read(blurred, y, exposure, new Noise(seed, frame, y), result);
		});
		return result;
	}

	private Plane exposed(final Scene scene, final double time, final Progress progress) {
		if (shutter == 0) return scene.render(time, progress);
		final float[] sum = new float[scene.width() * scene.height()];
		for (int k = 0; k < INSTANTS; k++) {
			final float[] instant = scene.render(time + shutter * ((k + 0.5) / INSTANTS - 0.5), progress).values();
			for (int i = 0; i < sum.length; i++) sum[i] += instant[i] / INSTANTS;
		}
		return new Plane(scene.width(), scene.height(), sum);
	}

	private void read(final Plane light, final int y, final double exposure, final Noise random, final Plane result) {
		final double electrons = noise == 0 ? 0 : LEVELS * LEVELS / (noise * noise);
		final double read = StrictMath.sqrt(0.5) * noise / LEVELS;
		for (int x = 0; x < light.width(); x++) {
			double value = exposure * light.get(x, y);
			if (noise > 0) value = random.poisson(value * electrons) / electrons + read * random.normal();
			result.values()[x + y * light.width()] = (float) written(value);
		}
	}

	private double written(final double value) {
		if (bits == 32) return value;
		final double most = bits == 8 ? 255 : 65535;
		return Math.max(0, Math.min(most, Math.rint(most * value)));
	}
}

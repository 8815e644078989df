package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.kinema.tile.Plane;

/**
 * A textured surface of known height through the focus of a lens: each pixel is blurred by a Gaussian that widens with
 * its distance from the slice.
 */
public final class FocusScene {

	/** Standard deviation of the blur in focus, in pixels. */
	private static final double IN_FOCUS = 0.6;

	/** Steps between the blurs that are computed, in pixels. */
	private static final double STEP = 0.1;

	private final int width;
	private final int height;
	private final int slices;
	private final double speed;
	private final double noise;
	private final long seed;
	private final Plane truth;
	private final List<Plane> blurred = new ArrayList<>();

	/**
	 * @param speed by how many pixels the blur widens from one slice to the next
	 * @param noise standard deviation, where the texture has 40
	 */
	public FocusScene(final int width, final int height, final int slices, final double speed, final double noise,
		final long seed)
	{
		this.width = width;
		this.height = height;
		this.slices = slices;
		this.speed = speed;
		this.noise = noise;
		this.seed = seed;
		truth = new Plane(width, height);
		for (int i = 0; i < width * height; i++) truth.values()[i] = (float) surface(i % width, i / width);
		final Plane texture = texture();
		for (int level = 0; level * STEP <= speed * slices; level++) {
			blurred.add(blur(texture, Math.hypot(IN_FOCUS, level * STEP)));
		}
	}

	/** A tilted plane with a dome on it. */
	private double surface(final int x, final int y) {
		final double u = (x + 0.5) / width - 0.5;
		final double v = (y + 0.5) / height - 0.5;
		final double dome = Math.max(0, 1 - 8 * (u * u + v * v));
		return 1 + (slices - 3) * (0.25 + 0.3 * u + 0.2 * v + 0.45 * dome * dome * (3 - 2 * dome));
	}

	private Plane texture() {
		final Random random = new Random(seed);
		final Plane texture = new Plane(width, height);
		final Plane coarse = new Plane(width, height);
		for (int i = 0; i < width * height; i++) {
			texture.values()[i] = (float) (128 + 40 * random.nextGaussian());
			coarse.values()[i] = (float) (150 * random.nextGaussian());
		}
		final float[] clouds = blur(coarse, 2).values();
		for (int i = 0; i < width * height; i++) texture.values()[i] += clouds[i];
		return texture;
	}

	/** The height of each pixel, in slices from 0. */
	public Plane truth() {
		return truth;
	}

	/** What the lens would show if all of it were in focus. */
	public Plane inFocus() {
		return blurred.get(0);
	}

	/** What the lens shows at a slice; the same each time. */
	public Plane slice(final int z) {
		final Random random = new Random(seed + 1 + z);
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < width * height; i++) {
			final double blur = speed * Math.abs(z - truth.values()[i]) / STEP;
			final int level = Math.min((int) blur, blurred.size() - 2);
			final float near = blurred.get(level).values()[i];
			final float far = blurred.get(level + 1).values()[i];
			plane.values()[i] = (float) (near + (blur - level) * (far - near) + noise * random.nextGaussian());
		}
		return plane;
	}

	/** All slices as one channel. */
	public FocusStack stack() {
		return new FocusStack(width, height, slices, 1, 0, 1, z -> List.of(slice(z)));
	}

	static Plane blur(final Plane plane, final double sigma) {
		final int radius = (int) Math.ceil(4 * sigma);
		final double[] weights = new double[2 * radius + 1];
		double sum = 0;
		for (int t = 0; t < weights.length; t++) sum += weights[t] = Math.exp(-(t - radius) * (t - radius) / (2 * sigma * sigma));
		final int w = plane.width();
		final int h = plane.height();
		final double[] line = new double[w * h];
		final Plane blurred = new Plane(w, h);
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				for (int t = 0; t < weights.length; t++) {
					line[x + y * w] += weights[t] / sum * plane.get(Math.max(0, Math.min(w - 1, x + t - radius)), y);
				}
			}
		}
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				double value = 0;
				for (int t = 0; t < weights.length; t++) {
					value += weights[t] / sum * line[x + Math.max(0, Math.min(h - 1, y + t - radius)) * w];
				}
				blurred.values()[x + y * w] = (float) value;
			}
		}
		return blurred;
	}
}

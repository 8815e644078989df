package io.github.kinema.scene;

/**
 * A smooth map of the plane that can be inverted exactly: two waves that shear it along x, two along y, then an affine
 * map. At one instant; immutable. Lengths are in pixels.
 * <p>
 * A point of the material {@code q} lies at {@code l = (q.x + slide + f(q.y), q.y + g(l.x))} in the frame of the
 * object, and at {@code centre + A l} in the image.
 * </p>
 */
final class Warp {

	/** Amplitude, turns a pixel and phase of each wave. */
	private final double[] alongX;
	private final double[] alongY;
	/** The same waves, upside down. */
	private final double[] minusAlongX;
	private final double[] minusAlongY;
	private final double centreX;
	private final double centreY;
	private final double slide;
	private final double a;
	private final double b;
	private final double c;
	private final double d;
	private final double inverse;
	/** How far the waves reach. */
	private final double mostX;
	private final double mostY;

	/**
	 * @param angle by which the object is turned, in radians
	 * @param scaleX by which it is stretched along its own x
	 * @param scaleY the same, along y
	 */
	Warp(final double centreX, final double centreY, final double angle, final double scaleX, final double scaleY,
		final double slide, final double[] alongX, final double[] alongY)
	{
		this.centreX = centreX;
		this.centreY = centreY;
		this.slide = slide;
		this.alongX = alongX;
		this.alongY = alongY;
		minusAlongX = minus(alongX);
		minusAlongY = minus(alongY);
		final double cos = StrictMath.cos(angle);
		final double sin = StrictMath.sin(angle);
		a = cos * scaleX;
		b = -sin * scaleY;
		c = sin * scaleX;
		d = cos * scaleY;
		inverse = 1 / (a * d - b * c);
		mostX = most(alongX);
		mostY = most(alongY);
	}

	private static double sum(final double[] waves, final double at) {
		double sum = 0;
		for (int i = 0; i < waves.length; i += 3) sum += waves[i] * Wave.at(waves[i + 1] * at + waves[i + 2]);
		return sum;
	}

	private static double[] minus(final double[] waves) {
		final double[] minus = waves.clone();
		for (int i = 0; i < minus.length; i += 3) minus[i] = -minus[i];
		return minus;
	}

	private static double most(final double[] waves) {
		double most = 0;
		for (int i = 0; i < waves.length; i += 3) most += Math.abs(waves[i]);
		return most;
	}

	/** Where a point of the material lies in the image. */
	void toImage(final double qx, final double qy, final double[] target) {
		final double x = qx + slide + sum(alongX, qy);
		final double y = qy + sum(alongY, x);
		target[0] = centreX + a * x + b * y;
		target[1] = centreY + c * x + d * y;
	}

	/** Finds where the points of hits {@code from} to {@code to - 1} lie in the image. */
	void toImage(final Hits hits, final int from, final int to) {
		for (int k = from; k < to; k++) hits.toX[k] = hits.x[k] + slide;
		add(alongX, hits.y, hits.toX, from, to);
		System.arraycopy(hits.y, from, hits.toY, from, to - from);
		add(alongY, hits.toX, hits.toY, from, to);
		for (int k = from; k < to; k++) {
			final double x = hits.toX[k];
			final double y = hits.toY[k];
			hits.toX[k] = centreX + a * x + b * y;
			hits.toY[k] = centreY + c * x + d * y;
		}
	}

	/** Finds which points of the material lie at the first {@code count} places of a strip. */
	void toMaterial(final Strip strip, final int count) {
		for (int k = 0; k < count; k++) {
			strip.u[k] = localX(strip.x[k], strip.y[k]);
			strip.v[k] = localY(strip.x[k], strip.y[k]);
		}
		add(minusAlongY, strip.u, strip.v, 0, count);
		for (int k = 0; k < count; k++) strip.u[k] -= slide;
		add(minusAlongX, strip.v, strip.u, 0, count);
	}

	/** Adds waves. NB: in an inner loop without branches, of which the compiler makes SIMD instructions. */
	private static void add(final double[] waves, final double[] at, final double[] values, final int from,
		final int to)
	{
		for (int i = 0; i < waves.length; i += 3) {
			final double amplitude = waves[i];
			final double turns = waves[i + 1];
			final double phase = waves[i + 2];
			for (int k = from; k < to; k++) values[k] += amplitude * Wave.at(turns * at[k] + phase);
		}
	}

	private double localX(final double px, final double py) {
		return inverse * (d * (px - centreX) - b * (py - centreY));
	}

	private double localY(final double px, final double py) {
		return inverse * (a * (py - centreY) - c * (px - centreX));
	}

	/** Whether a square of half the side {@code reach} around (px, py) may show material as near its origin as that. */
	boolean mayShow(final double px, final double py, final double width, final double height, final double reach) {
		final double spreadX = reach * Math.abs(inverse) * (Math.abs(d) + Math.abs(b));
		final double spreadY = reach * Math.abs(inverse) * (Math.abs(a) + Math.abs(c));
		return Math.abs(localX(px, py) - slide) <= width + mostX + spreadX && Math.abs(localY(px, py)) <= height + mostY +
			spreadY;
	}

	/**
	 * The rectangle of the image that shows material within {@code width} and {@code height} of its origin, at most: lower
	 * and upper x, lower and upper y.
	 */
	double[] covered(final double width, final double height) {
		final double spreadX = Math.abs(a) * (width + mostX) + Math.abs(b) * (height + mostY);
		final double spreadY = Math.abs(c) * (width + mostX) + Math.abs(d) * (height + mostY);
		final double x = centreX + a * slide;
		final double y = centreY + c * slide;
		return new double[] { x - spreadX, x + spreadX, y - spreadY, y + spreadY };
	}

	/**
	 * The rectangle of the material that an image shows, at most: lower and upper x, lower and upper y.
	 *
	 * @param margin pixels around the image
	 */
	double[] shown(final int imageWidth, final int imageHeight, final double margin) {
		final double[] box = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
			Double.NEGATIVE_INFINITY };
		for (int i = 0; i < 4; i++) {
			final double px = (i & 1) == 0 ? -margin : imageWidth - 1 + margin;
			final double py = (i & 2) == 0 ? -margin : imageHeight - 1 + margin;
			final double x = localX(px, py) - slide;
			final double y = localY(px, py);
			box[0] = Math.min(box[0], x - mostX);
			box[1] = Math.max(box[1], x + mostX);
			box[2] = Math.min(box[2], y - mostY);
			box[3] = Math.max(box[3], y + mostY);
		}
		return box;
	}
}

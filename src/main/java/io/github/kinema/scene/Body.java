package io.github.kinema.scene;

/** A soft ellipsoid in a volume, solid or hollow. Immutable and thread-safe. */
final class Body {

	private final double x;
	private final double y;
	private final double z;
	/** The least and the largest semi-axis. */
	private final double radius;
	private final double reach;
	/** Of a unit vector along the axis of revolution. */
	private final double axisX;
	private final double axisY;
	private final double axisZ;
	private final double longer;
	/** Half the thickness of the wall; infinite if solid. */
	private final double wall;
	private final double soft;
	private final double brightness;

	/**
	 * @param x column of the centre
	 * @param y row of the centre
	 * @param z depth of the centre
	 * @param radius across its axis, which lies in any direction
	 * @param longer how many times as long it is along its axis, at least 1
	 * @param hollow whether it has but a wall
	 * @param soft in how many pixels its edge goes from nothing to all
	 * @param brightness what it adds
	 */
	Body(final double x, final double y, final double z, final double radius, final double longer, final boolean hollow,
		final double soft, final double brightness, final Dice dice)
	{
		this.x = x;
		this.y = y;
		this.z = z;
		this.radius = radius;
		this.longer = longer;
		this.soft = soft;
		this.brightness = brightness;
		wall = hollow ? Math.max(1, 0.15 * radius) : Double.POSITIVE_INFINITY;
		reach = radius * longer + soft;
		// NB: even in its cosine to the section and its direction in it, so on the sphere.
		axisZ = dice.between(-1, 1);
		final double angle = dice.between(0, 2 * Math.PI);
		final double flat = Math.sqrt(1 - axisZ * axisZ);
		axisX = flat * StrictMath.cos(angle);
		axisY = flat * StrictMath.sin(angle);
	}

	/** Whether a section may cut it. */
	boolean reaches(final double depth) {
		return Math.abs(depth - z) < reach;
	}

	/** Whether a row may cut it. */
	boolean reachesRow(final double row) {
		return Math.abs(row - y) < reach;
	}

	/** What it adds at a place. */
	double light(final double column, final double row, final double depth) {
		final double dx = column - x;
		final double dy = row - y;
		final double dz = depth - z;
		if (Math.abs(dx) >= reach) return 0;
		final double squared = dx * dx + dy * dy + dz * dz;
		if (squared >= reach * reach) return 0;
		final double along = dx * axisX + dy * axisY + dz * axisZ;
		final double scaled = Math.sqrt(Math.max(0, squared - along * along) + along * along / (longer * longer));
		final double inwards = radius - scaled;
		final double deep = Math.min(inwards, Double.isInfinite(wall) ? inwards : 2 * wall - inwards);
		return brightness * smooth(deep / soft + 0.5);
	}

	private static double smooth(final double share) {
		final double s = Math.max(0, Math.min(1, share));
		return s * s * (3 - 2 * s);
	}
}

package io.github.kinema.host;

import java.awt.Color;
import java.awt.Font;
import java.util.List;

import ij.IJ;
import ij.process.ColorProcessor;
import io.github.kinema.format.Rigid;

/**
 * Draws the way of a camera in space, as it is seen from above, behind and the side, in parallel projection: within a box
 * with a scale on three edges, its shadow on the ground, from blue to red in time, and some of the cameras as pyramids.
 */
final class PathPicture {

	static final int WIDTH = 800;
	static final int HEIGHT = 600;

	private static final double TURN = Math.toRadians(-30);
	private static final double TILT = Math.toRadians(28);
	private static final int MARGIN = 60;
	private static final int CAMERAS = 12;

	/** Lines of the grid along the longest side, at most. */
	private static final int TICKS = 5;

	/** Of a camera's pyramid, as a share of the box. */
	private static final double SIZE = 0.06;

	/** Corners of a pyramid's base, in units of its height. */
	private static final double[][] BASE = { { -0.5, -0.375 }, { 0.5, -0.375 }, { 0.5, 0.375 }, { -0.5, 0.375 } };

	private static final Color GRID = new Color(0xd0d0d0);
	private static final Color SHADOW = new Color(0xb0b0b0);

	private final List<Rigid> poses;
	private final double[] low = new double[3];
	private final double[] high = new double[3];
	private final double step;
	private final double size;
	private final ColorProcessor picture = new ColorProcessor(WIDTH, HEIGHT);

	/** @param poses from the camera to the world */
	PathPicture(final List<Rigid> poses) {
		this.poses = poses;
		double longest = 0;
		for (int d = 0; d < 3; d++) {
			final int axis = d;
			low[d] = poses.stream().mapToDouble(pose -> pose.get(axis, 3)).min().orElse(0);
			high[d] = poses.stream().mapToDouble(pose -> pose.get(axis, 3)).max().orElse(0);
			longest = Math.max(longest, high[d] - low[d]);
		}
		if (!(longest > 0)) longest = 1;
		step = round(longest / TICKS);
		// NB: the box has room for the cameras, and ends where its scale does.
		for (int d = 0; d < 3; d++) {
			low[d] = step * Math.floor((low[d] - SIZE * longest) / step);
			high[d] = step * Math.ceil((high[d] + SIZE * longest) / step);
		}
		final double wide = (high[0] - low[0]) * Math.cos(TURN) + (high[2] - low[2]) * -Math.sin(TURN);
		final double tall = ((high[0] - low[0]) * -Math.sin(TURN) + (high[2] - low[2]) * Math.cos(TURN)) * Math.sin(TILT) + //
			(high[1] - low[1]) * Math.cos(TILT);
		size = Math.min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall);
	}

	/** A length as a scale has it: 1, 2 or 5 times a power of ten, and not below. */
	private static double round(final double length) {
		final double power = Math.pow(10, Math.floor(Math.log10(length)));
		for (final int times : new int[] { 1, 2, 5 }) if (times * power >= length) return times * power;
		return 10 * power;
	}

	/** The picture. */
	ColorProcessor draw() {
		picture.setColor(Color.WHITE);
		picture.fill();
		picture.setAntialiasedText(true);
		picture.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
		box();
		path(true);
		path(false);
		for (int i = 0; i < poses.size(); i += Math.max(1, (poses.size() - 1) / CAMERAS)) camera(i);
		return picture;
	}

	private double[] at(final double x, final double y, final double z) {
		final double right = x - (low[0] + high[0]) / 2;
		final double down = y - (low[1] + high[1]) / 2;
		final double ahead = z - (low[2] + high[2]) / 2;
		final double along = right * Math.cos(TURN) - ahead * Math.sin(TURN);
		final double away = right * Math.sin(TURN) + ahead * Math.cos(TURN);
		return new double[] { WIDTH / 2.0 + size * along, HEIGHT / 2.0 + size * (down * Math.cos(TILT) - away * Math.sin(TILT)) };
	}

	private void line(final double[] a, final double[] b) {
		picture.drawLine((int) Math.round(a[0]), (int) Math.round(a[1]), (int) Math.round(b[0]), (int) Math.round(b[1]));
	}

	/** The ground with its grid, and the edges with their scales. */
	private void box() {
		picture.setLineWidth(1);
		for (double x = low[0]; x < high[0] + step / 2; x += step) {
			picture.setColor(GRID);
			line(at(x, high[1], low[2]), at(x, high[1], high[2]));
			number(x, at(x, high[1], low[2]), -8, 18);
		}
		for (double z = low[2]; z < high[2] + step / 2; z += step) {
			picture.setColor(GRID);
			line(at(low[0], high[1], z), at(high[0], high[1], z));
			number(z, at(high[0], high[1], z), 8, 14);
		}
		for (double y = low[1]; y < high[1] + step / 2; y += step) {
			picture.setColor(GRID);
			line(at(low[0], y, low[2]), at(low[0], y, high[2]));
			number(y, at(low[0], y, low[2]), -44, 5);
		}
		for (final double z : new double[] { low[2], high[2] }) {
			picture.setColor(GRID);
			line(at(low[0], low[1], z), at(low[0], high[1], z));
		}
		label("x", at((low[0] + high[0]) / 2, high[1], low[2]), -4, 38);
		label("z (ahead)", at(high[0], high[1], (low[2] + high[2]) / 2), 40, 24);
		label("y (down)", at(low[0], low[1], low[2]), -30, -14);
	}

	private void number(final double value, final double[] at, final int right, final int down) {
		label(FlowLegend.text(Math.abs(value) < step / 2 ? 0 : Double.parseDouble(IJ.d2s(value, 6))), at, right, down);
	}

	private void label(final String text, final double[] at, final int right, final int down) {
		picture.setColor(Color.BLACK);
		picture.drawString(text, (int) Math.round(at[0]) + right, (int) Math.round(at[1]) + down);
	}

	private Color colour(final int frame) {
		final float share = poses.size() < 2 ? 0 : frame / (float) (poses.size() - 1);
		return Color.getHSBColor(0.62f * (1 - share), 0.9f, 0.85f);
	}

	private void path(final boolean shadow) {
		picture.setLineWidth(shadow ? 1 : 3);
		for (int i = 1; i < poses.size(); i++) {
			picture.setColor(shadow ? SHADOW : colour(i));
			line(place(i - 1, shadow), place(i, shadow));
		}
	}

	private double[] place(final int frame, final boolean shadow) {
		final Rigid pose = poses.get(frame);
		return at(pose.get(0, 3), shadow ? high[1] : pose.get(1, 3), pose.get(2, 3));
	}

	private void camera(final int frame) {
		picture.setLineWidth(1);
		picture.setColor(colour(frame));
		final double length = SIZE * (WIDTH - 2 * MARGIN) / size;
		final double[][] base = new double[BASE.length][];
		final double[] corner = new double[3];
		for (int k = 0; k < base.length; k++) {
			poses.get(frame).apply(BASE[k][0] * length, BASE[k][1] * length, length, corner);
			base[k] = at(corner[0], corner[1], corner[2]);
		}
		for (int k = 0; k < base.length; k++) {
			line(base[k], base[(k + 1) % base.length]);
			line(base[k], place(frame, false));
		}
	}
}

package io.github.kinema.format;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * KITTI flow: u and v as (value − 2¹⁵) / 64 in red and green, blue 1 where they
 * are known. Source: Menze and Geiger, <em>Object scene flow for autonomous
 * vehicles</em>, CVPR 2015, and the readme of its development kit.
 */
final class FlowPngCodec implements PlaneCodec {

	private static final int ZERO = 1 << 15;
	private static final float STEPS = 64;
	private static final int MAX = (1 << 16) - 1;

	@Override
	public List<Plane> read(final Path file) throws IOException {
		final Raster raster = Png16.read(file, 3, "KITTI flow");
		final Plane u = new Plane(raster.getWidth(), raster.getHeight());
		final Plane v = new Plane(raster.getWidth(), raster.getHeight());
		final int[] row = new int[3 * raster.getWidth()];
		for (int y = 0; y < raster.getHeight(); y++) {
			raster.getPixels(0, y, raster.getWidth(), 1, row);
			for (int x = 0; x < raster.getWidth(); x++) {
				final boolean known = row[3 * x + 2] != 0;
				final int i = x + y * raster.getWidth();
				u.values()[i] = known ? (row[3 * x] - ZERO) / STEPS : Float.NaN;
				v.values()[i] = known ? (row[3 * x + 1] - ZERO) / STEPS : Float.NaN;
			}
		}
		return List.of(u, v);
	}

	@Override
	public void check(final List<Plane> planes) {
		PlaneFile.check(planes, "KITTI flow", 2);
		for (final Plane plane : planes) {
			for (final float value : plane.values()) {
				// NB: what is not finite is unknown, and no value.
				if (Float.isFinite(value) && (code(value) < 0 || code(value) > MAX)) {
					throw new IllegalArgumentException("A displacement of " + value + " px is beyond what KITTI flow holds, " +
						-ZERO / STEPS + " to " + (MAX - ZERO) / STEPS + " px. Use format=flo.");
				}
			}
		}
	}

	@Override
	public void write(final OutputStream out, final List<Plane> planes) throws IOException {
		final int width = planes.get(0).width();
		final int height = planes.get(0).height();
		final WritableRaster raster = Png16.raster(width, height, 3);
		final int[] row = new int[3 * width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final float u = planes.get(0).get(x, y);
				final float v = planes.get(1).get(x, y);
				final boolean known = Float.isFinite(u) && Float.isFinite(v);
				row[3 * x] = known ? (int) code(u) : 0;
				row[3 * x + 1] = known ? (int) code(v) : 0;
				row[3 * x + 2] = known ? 1 : 0;
			}
			raster.setPixels(0, y, width, 1, row);
		}
		Png16.write(out, raster);
	}

	private static double code(final float value) {
		return Math.rint((double) value * STEPS) + ZERO;
	}
}

package io.github.kinema.format;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Depth as a 16-bit grey PNG, so many steps to the metre, 0 unknown. Sources: the
 * readme of KITTI's depth development kit (Uhrig, Schneider, Schneider, Franke,
 * Brox and Geiger, <em>Sparsity invariant CNNs</em>, 3DV 2017); Sturm, Engelhard,
 * Endres, Burgard and Cremers, <em>A benchmark for the evaluation of RGB-D SLAM
 * systems</em>, IROS 2012.
 */
final class DepthPngCodec implements PlaneCodec {

	private static final int MAX = (1 << 16) - 1;

	private final int steps;

	/** @param steps to the metre */
	DepthPngCodec(final int steps) {
		this.steps = steps;
	}

	@Override
	public List<Plane> read(final Path file) throws IOException {
		final Raster raster = Png16.read(file, 1, "depth");
		final Plane depth = new Plane(raster.getWidth(), raster.getHeight());
		final int[] row = new int[raster.getWidth()];
		for (int y = 0; y < raster.getHeight(); y++) {
			raster.getPixels(0, y, row.length, 1, row);
			for (int x = 0; x < row.length; x++)
				depth.values()[x + y * row.length] = row[x] == 0 ? Float.NaN : (float) row[x] / steps;
		}
		return List.of(depth);
	}

	@Override
	public void check(final List<Plane> planes) {
		PlaneFile.check(planes, "depth", 1);
		for (final float value : planes.get(0).values()) {
			if (Float.isFinite(value) && (code(value) < 1 || code(value) > MAX)) {
				throw new IllegalArgumentException("A depth of " + value + " m is beyond what such a file holds, " + 1.0 / steps +
					" to " + (double) MAX / steps + " m, NaN being unknown. Use format=pfm.");
			}
		}
	}

	@Override
	public void write(final OutputStream out, final List<Plane> planes) throws IOException {
		final Plane depth = planes.get(0);
		final WritableRaster raster = Png16.raster(depth.width(), depth.height(), 1);
		final int[] row = new int[depth.width()];
		for (int y = 0; y < depth.height(); y++) {
			for (int x = 0; x < row.length; x++)
				row[x] = Float.isFinite(depth.get(x, y)) ? (int) code(depth.get(x, y)) : 0;
			raster.setPixels(0, y, row.length, 1, row);
		}
		Png16.write(out, raster);
	}

	private double code(final float value) {
		return Math.rint((double) value * steps);
	}
}

package io.github.kinema.host;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.kinema.format.PointCloudFile;
import io.github.kinema.tile.Progress;

/**
 * The plane of heights or depths that an image shows, as points in space with the colours of an image, in right-handed
 * coordinates, so that no viewer shows them mirrored. Of heights, x points to the right, y up in the image, against its
 * rows, and z to where values grow, towards the viewer. Of a camera's depths, x points to the right, y down and z ahead, as
 * usual in computer vision.
 */
public final class PointCloud implements PointCloudFile.Points {

	private final ImagePlus image;
	private final Calibration calibration;
	private final int width;
	private final ImageProcessor values;
	private final int[] colours;
	private final double focal;

	/**
	 * @param colour the image that gives the colours, with one plane for all or one for each; null: the image itself
	 * @param field horizontal field of view of a pinhole camera, in degrees, of which the values are depths along its
	 *          axis; 0: parallel rays, of which they are heights
	 * @throws IllegalArgumentException if the images do not fit together
	 */
	public PointCloud(final ImagePlus image, final ImagePlus colour, final double field) {
		check(image, colour);
		this.image = image;
		calibration = image.getCalibration();
		width = image.getWidth();
		focal = field == 0 ? 0 : width / 2.0 / Math.tan(Math.toRadians(field) / 2);
		final ImageProcessor shown = ShownPlane.measured(image).duplicate();
		shown.setCalibrationTable(calibration.getCTable());
		values = shown.convertToFloat();
		colours = colours(image, colour == null ? image : colour);
	}

	/**
	 * Makes sure that an image can give heights, and another their colours.
	 *
	 * @param colour null: the image itself
	 * @throws IllegalArgumentException if not
	 */
	public static void check(final ImagePlus image, final ImagePlus colour) {
		if (image.getBitDepth() == 24) throw new IllegalArgumentException("\"" + image.getTitle() +
			"\" is an RGB image, whose values are no heights. Choose a height or depth, and give this image as colour.");
		if (colour == null) return;
		if (colour.getWidth() != image.getWidth() || colour.getHeight() != image.getHeight()) {
			throw new IllegalArgumentException("colour=" + colour.getTitle() + ": it is " + GuideStack.size(colour) + ", \"" +
				image.getTitle() + "\" is " + GuideStack.size(image) + ". Use an image of the same width and height.");
		}
		final int planes = colour.getNSlices() * colour.getNFrames();
		if (planes != 1 && planes != image.getNSlices() * image.getNFrames()) {
			throw new IllegalArgumentException("colour=" + colour.getTitle() + ": it has " + planes + " planes, \"" + image
				.getTitle() + "\" has " + image.getNSlices() * image.getNFrames() + ". Use one plane for all, or one for each.");
		}
	}

	private static int[] colours(final ImagePlus image, final ImagePlus colour) {
		final int slices = colour.getNSlices();
		// NB: what is a slice here may well be a frame there.
		final int at = slices * colour.getNFrames() == 1 ? 0 //
			: image.getZ() - 1 + image.getNSlices() * (image.getT() - 1);
		return new ShownColours(colour).at(at % slices, at / slices);
	}

	/**
	 * Writes the points to a file; says in the log how many.
	 *
	 * @param file its path
	 * @throws IllegalArgumentException if there are no points, or this can be no path
	 * @throws java.io.UncheckedIOException if the file cannot be written; an old one stays as it was
	 * @throws java.util.concurrent.CancellationException if cancelled; an old file stays as it was
	 */
	public void write(final String file, final Progress progress) {
		if (file.isBlank()) throw new IllegalArgumentException("file is missing: it takes the path of a file to be written.");
		final List<String> comments = new ArrayList<>();
		comments.add("Kinema " + Version.get() + ", Export Point Cloud..., " + Provenance.now() + ", from " + image.getTitle());
		comments.add(focal > 0 ? "x right, y down, z ahead: depth along the optical axis, in the unit of the depth"
			: "x right, y up in " + calibration.getXUnits() + ", z towards the viewer, as measured, in " + calibration.getValueUnit());
		final Path path = path(file);
		final int count = PointCloudFile.write(path, this, comments, progress);
		IJ.log("Kinema: " + count + " points of \"" + image.getTitle() + "\" in " + path + ".");
	}

	private static Path path(final String file) {
		try {
			return Path.of(file.toLowerCase(java.util.Locale.ROOT).endsWith(".ply") ? file : file + ".ply").toAbsolutePath();
		}
		catch (final InvalidPathException exc) {
			throw new IllegalArgumentException("file=" + file + ": no file can be called that: " + exc.getReason() + ".", exc);
		}
	}

	@Override
	public int count() {
		return colours.length;
	}

	/** NB: behind a pinhole camera, and in it, there is nothing to be seen. */
	@Override
	public PointCloudFile.Point get(final int index) {
		final float z = values.getf(index);
		if (!Float.isFinite(z) || focal > 0 && z <= 0) return null;
		final int column = index % width;
		final int row = index / width;
		if (focal == 0) return new PointCloudFile.Point((float) ((column - calibration.xOrigin) * calibration.pixelWidth), //
			(float) ((calibration.yOrigin - row) * calibration.pixelHeight), z, colours[index]);
		final double x = (column - (width - 1) / 2.0) * z / focal;
		final double y = (row - (values.getHeight() - 1) / 2.0) * z / focal * calibration.pixelHeight / calibration.pixelWidth;
		return new PointCloudFile.Point((float) x, (float) y, z, colours[index]);
	}
}

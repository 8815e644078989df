package io.github.kinema.host;

import java.nio.file.Path;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import io.github.kinema.format.MotionFormat;
import io.github.kinema.format.PlaneFile;
import io.github.kinema.format.Trajectory;
import io.github.kinema.format.TrajectoryFile;
import io.github.kinema.format.WholeFiles;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Opens and saves files of flow, depth and camera trajectories as images and tables. */
public final class MotionFiles {

	private static final String AUTOMATIC = "automatic";

	private final NumberedFiles files;
	private final MotionFormat format;

	/**
	 * Files to open.
	 *
	 * @param file a path; with a run of # in its name, all files with a number there
	 * @param format automatic, or the name of a {@link MotionFormat}
	 * @throws IllegalArgumentException if there is none, or what it holds is not clear
	 * @throws java.io.UncheckedIOException if a file is broken
	 */
	public static MotionFiles toOpen(final String file, final String format) {
		final NumberedFiles files = new NumberedFiles("file", file);
		return new MotionFiles(files, AUTOMATIC.equals(format) ? MotionFormat.of(files.existing().get(0)) //
			: MotionFormat.named(format));
	}

	/**
	 * Files to write.
	 *
	 * @param file a path; with a run of # in its name, a file for each frame
	 * @param format automatic, or the name of a {@link MotionFormat}
	 * @throws IllegalArgumentException if the format is not clear
	 */
	public static MotionFiles toSave(final String file, final String format) {
		final NumberedFiles files = new NumberedFiles("file", file);
		return new MotionFiles(files, AUTOMATIC.equals(format) ? MotionFormat.forName(files.path()) //
			: MotionFormat.named(format));
	}

	private MotionFiles(final NumberedFiles files, final MotionFormat format) {
		this.files = files;
		this.format = format;
	}

	/** Whether these are files of images; else of a trajectory. */
	public boolean hasPlanes() {
		return format.hasPlanes();
	}

	/**
	 * Reads a trajectory as a table.
	 *
	 * @throws java.io.UncheckedIOException if the file is broken
	 */
	public ResultsTable table() {
		return PoseTable.of(files.path().getFileName().toString(), TrajectoryFile.read(files.existing().get(0)));
	}

	/**
	 * Reads planes as a 32-bit image, a channel for each plane of a file and a frame for each file; NaN is unknown.
	 *
	 * @throws IllegalArgumentException if the files differ in size
	 * @throws java.io.UncheckedIOException if a file is broken
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus image(final Progress progress) {
		final List<Path> paths = files.existing();
		ImageStack stack = null;
		int channels = 0;
		for (int f = 0; f < paths.size(); f++) {
			progress.check();
			final List<Plane> planes = PlaneFile.read(paths.get(f), format);
			final Plane first = planes.get(0);
			if (stack == null) {
				channels = planes.size();
				Memory.require(4L * channels * first.values().length * (paths.size() - 1), "Open fewer files.");
				stack = new ImageStack(first.width(), first.height());
			}
			if (first.width() != stack.getWidth() || first.height() != stack.getHeight() || planes.size() != channels) {
				throw new IllegalArgumentException("The file " + paths.get(f) + " holds " + first.width() + " x " + first.height() +
					" pixels and " + planes.size() + " channels, those before it " + stack.getWidth() + " x " + stack.getHeight() +
					" and " + channels + ". Open files of one size.");
			}
			for (int c = 0; c < channels; c++)
				stack.addSlice(label(paths.get(f), c, channels), planes.get(c).values());
			progress.update((f + 1.0) / paths.size());
		}
		final ImagePlus image = new ImagePlus(files.path().getFileName().toString(), stack);
		image.setDimensions(channels, 1, paths.size());
		image.setOpenAsHyperStack(channels > 1 || paths.size() > 1);
		image.setProperty("Info", "Read as " + format + " from " + files.path() + ". NaN is unknown.\n");
		image.resetDisplayRange();
		if (channels != 2) return image;
		ResultImage.setValueUnit(image, "px");
		return DivergingColours.show(image, longest(stack));
	}

	private static String label(final Path path, final int channel, final int channels) {
		return path.getFileName() + (channels == 2 ? channel == 0 ? " x" : " y" : "");
	}

	/** The farthest from 0 of all values; 1 if nothing moves. */
	private static double longest(final ImageStack stack) {
		double longest = 0;
		for (int n = 1; n <= stack.size(); n++) {
			for (final float value : (float[]) stack.getPixels(n)) {
				if (Math.abs(value) > longest) longest = Math.abs(value);
			}
		}
		return longest > 0 ? longest : 1;
	}

	/**
	 * Writes the calibrated values of an image, all files or none.
	 *
	 * @throws IllegalArgumentException if such files cannot hold them; old files stay as they were
	 * @throws java.io.UncheckedIOException if a file cannot be written; old files stay as they were
	 * @throws java.util.concurrent.CancellationException if cancelled; old files stay as they were
	 */
	public void save(final ImagePlus image, final Progress progress) {
		final PlaneStack stack = PlaneStack.calibrated(image);
		if (stack.isRGB()) throw new IllegalArgumentException("\"" + stack.name() +
			"\" is an RGB image: these files hold numbers. Save it with File > Save As.");
		final List<Path> paths = files.numbered(stack.size());
		try (WholeFiles whole = new WholeFiles()) {
			for (int i = 0; i < stack.size(); i++) {
				progress.check();
				PlaneFile.write(whole, paths.get(i), format, stack.planes(i));
				progress.update((i + 1.0) / stack.size());
			}
			whole.finish();
		}
	}

	/**
	 * Writes a trajectory.
	 *
	 * @throws java.io.UncheckedIOException if the file cannot be written
	 */
	public void save(final Trajectory trajectory) {
		TrajectoryFile.write(files.path(), trajectory);
	}
}

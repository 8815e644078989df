package io.github.kinema.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * TUM RGB-D trajectories: a line for each pose, {@code timestamp tx ty tz qx qy
 * qz qw}, camera to world, with spaces, tabs or commas between the numbers; lines
 * that begin with # are comments. Source: Sturm, Engelhard, Endres, Burgard and
 * Cremers, IROS 2012. Thread-safe.
 */
public final class TrajectoryFile {

	private static final int NUMBERS = 8;
	private static final int QUOTED = 60;

	private TrajectoryFile() {}

	/** @throws java.io.UncheckedIOException if the file is missing, or a line is no pose */
	public static Trajectory read(final Path file) {
		final List<Pose> poses = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			int number = 0;
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				number++;
				final String text = line.replace(',', ' ').strip();
				if (!text.isEmpty() && !text.startsWith("#")) poses.add(pose(file, number, text));
			}
			return new Trajectory(poses);
		}
		catch (final CharacterCodingException exc) {
			throw BrokenFile.of(file, "is not a text", "Choose another format.");
		}
		catch (final IOException exc) {
			throw BrokenFile.unreadable(file, exc);
		}
		catch (final IllegalArgumentException exc) {
			throw BrokenFile.of(file, "holds no trajectory", exc.getMessage());
		}
	}

	private static Pose pose(final Path file, final int number, final String line) {
		final String[] words = line.split("\\s+");
		final double[] numbers = new double[NUMBERS];
		try {
			for (int i = 0; i < NUMBERS && words.length == NUMBERS; i++)
				numbers[i] = Double.parseDouble(words[i]);
		}
		catch (final NumberFormatException exc) {
			throw noPose(file, number, line);
		}
		if (words.length != NUMBERS) throw noPose(file, number, line);
		return new Pose(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
	}

	private static RuntimeException noPose(final Path file, final int number, final String line) {
		final String quote = line.length() > QUOTED ? line.substring(0, QUOTED) + "..." : line;
		return BrokenFile.of(file, "has in line " + number + " \"" + quote + "\"",
			"A pose is eight numbers: timestamp tx ty tz qx qy qz qw.");
	}

	/**
	 * Writes a trajectory, as a whole or not at all; every number reads back exactly.
	 *
	 * @throws java.io.UncheckedIOException if the file cannot be written
	 */
	public static void write(final Path file, final Trajectory trajectory) {
		WholeFiles.write(file, out -> {
			out.write("# timestamp tx ty tz qx qy qz qw\n".getBytes(StandardCharsets.US_ASCII));
			for (final Pose p : trajectory.poses()) {
				out.write((time(p.time()) + " " + p.tx() + " " + p.ty() + " " + p.tz() + " " + p.qx() + " " + p.qy() + " " + p
					.qz() + " " + p.qw() + "\n").getBytes(StandardCharsets.US_ASCII));
			}
		});
	}

	/** NB: Java would write the seconds of our days as 1.3E9, which not every reader takes. */
	private static String time(final double time) {
		return new BigDecimal(Double.toString(time)).toPlainString();
	}
}

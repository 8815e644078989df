package io.github.kinema.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.kinema.SharedData;

class TrajectoryFileTest {

	@TempDir
	private Path folder;

	@Test
	void everyNumberReadsBack() {
		final Trajectory trajectory = new Trajectory(List.of(new Pose(1305031453.3596, 1 / 3.0, -2e-9, 1e10, 0.6, 0, -0.8, 0),
			new Pose(1.5, 0, 0, 0, 0, 0, 0, 1)));
		final Path file = folder.resolve("a.txt");
		TrajectoryFile.write(file, trajectory);
		assertEquals(trajectory, TrajectoryFile.read(file));
		assertEquals(1.5, trajectory.get(0).time(), "in the order of time");
		assertEquals(MotionFormat.TUM_TRAJECTORY, MotionFormat.of(file));
	}

	@Test
	void commentsAndEmptyLinesArePassedOver() throws IOException {
		final Path file = Files.writeString(folder.resolve("a"), "# a\n\n 2, 1\t2,3 0 0 0 1 \r\n#b\n1 4 5 6 0 0 0.7071 0.7071");
		final Trajectory trajectory = TrajectoryFile.read(file);
		assertEquals(2, trajectory.size());
		assertEquals(new Pose(2, 1, 2, 3, 0, 0, 0, 1), trajectory.get(1));
		// A quarter turn about z: x becomes y, although the numbers are rounded.
		final double[][] turn = trajectory.get(0).rotation();
		assertEquals(1, turn[1][0], 1e-12);
		assertEquals(-1, turn[0][1], 1e-12);
		assertEquals(0, turn[0][0], 1e-12);
	}

	@Test
	void brokenLinesAreNamed() throws IOException {
		assertBroken("1 2 3 4 0 0 0\n", "in line 1 \"1 2 3 4 0 0 0\"");
		assertBroken("# x\n1 2 3 4 0 0 0 one\n", "in line 2");
		assertBroken("1 2 3 4 1 1 0 1\n", "length 1.73");
		assertBroken("1 2 3 NaN 0 0 0 1\n", "not finite");
		assertBroken("1 2 3 4 0 0 0 1\n1 2 3 4 0 0 0 1\n", "two poses for the time 1.0 s");
		assertBroken("# nothing\n", "no pose");
	}

	private void assertBroken(final String text, final String part) throws IOException {
		final Path file = Files.writeString(folder.resolve("a"), text);
		final String message = assertThrows(UncheckedIOException.class, () -> TrajectoryFile.read(file)).getCause()
			.getMessage();
		assertTrue(message.contains(part) && message.contains(file.toString()), message);
	}

	@Test
	void motionCaptureIsRead() {
		final Trajectory trajectory = TrajectoryFile.read(SharedData.file("rgbd_tum_fr1_desk/groundtruth.txt").toPath());
		assertEquals(new Pose(1305031453.2095, 1.2775, 0.8767, 1.5132, 0.8748, 0.2812, -0.1192, -0.3762), trajectory.get(0));
		assertTrue(trajectory.size() > 50);
	}
}

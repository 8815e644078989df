package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;

/** Point clouds, read back. */
class ExportPointCloudTest {

	private static final int WIDTH = 9;
	private static final int HEIGHT = 7;

	@TempDir
	private Path folder;

	private static ImagePlus height() {
		final FloatProcessor plane = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) plane.setf(i, 2 + 0.25f * i);
		plane.setf(4, 3, Float.NaN);
		plane.setf(5, 3, Float.NEGATIVE_INFINITY);
		return new ImagePlus("height", plane);
	}

	private static ImagePlus photo() {
		final ImagePlus photo = IJ.createImage("photo", WIDTH, HEIGHT, 1, 24);
		for (int i = 0; i < WIDTH * HEIGHT; i++) photo.getProcessor().set(i, 0x800000 + 0x100 * i + 255 - i);
		return photo;
	}

	private ByteBuffer export(final ImagePlus image, final int points, final Object... more) throws IOException {
		final Path file = folder.resolve("cloud.ply");
		final Object[] keys = new Object[2 + more.length];
		System.arraycopy(new Object[] { "file", file.toString() }, 0, keys, 0, 2);
		System.arraycopy(more, 0, keys, 2, more.length);
		Commands.run(ExportPointCloud.class, image, keys);
		final byte[] bytes = Files.readAllBytes(file);
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		final int end = text.indexOf("end_header\n") + "end_header\n".length();
		final String[] header = text.substring(0, end).replaceAll("comment [^\n]*\n", "").split("\n");
		assertArrayEquals(new String[] { "ply", "format binary_little_endian 1.0", "element vertex " + points,
			"property float x", "property float y", "property float z", "property uchar red", "property uchar green",
			"property uchar blue", "end_header" }, header);
		assertEquals(points * 15, bytes.length - end);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(1, files.count(), "no other file is left");
		}
		return ByteBuffer.wrap(bytes, end, bytes.length - end).slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	private static int rgb(final ByteBuffer points) {
		return (points.get() & 255) << 16 | (points.get() & 255) << 8 | points.get() & 255;
	}

	@Test
	void pointsAreCalibratedColouredAndKnown() throws IOException {
		final ImagePlus image = height();
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().pixelHeight = 2;
		image.getCalibration().xOrigin = 1;
		image.getCalibration().yOrigin = 1;
		final ByteBuffer points = export(image, WIDTH * HEIGHT - 2, "colour", photo());
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			if (i == 4 + 3 * WIDTH || i == 5 + 3 * WIDTH) continue;
			assertEquals(0.5f * (i % WIDTH - 1), points.getFloat());
			assertEquals(2f * (1 - i / WIDTH), points.getFloat());
			assertEquals(2 + 0.25f * i, points.getFloat());
			assertEquals(0x800000 + 0x100 * i + 255 - i, rgb(points));
		}
	}

	@Test
	void aPinholeSeesDepthInPerspective() throws IOException {
		final ImagePlus image = height();
		image.getProcessor().setf(0, 0, -1);
		// Pixels twice as high as wide.
		image.getCalibration().pixelHeight = 2 * image.getCalibration().pixelWidth;
		final ByteBuffer points = export(image, WIDTH * HEIGHT - 3, "field", 90.0);
		for (int i = 1; i < WIDTH * HEIGHT; i++) {
			if (i == 4 + 3 * WIDTH || i == 5 + 3 * WIDTH) continue;
			final float x = points.getFloat();
			final float y = points.getFloat();
			final float z = points.getFloat();
			rgb(points);
			// NB: at 90 degrees, the border of the image lies as far aside as ahead.
			assertEquals((i % WIDTH - 4) / 4.5 * z, x, 1e-5);
			assertEquals(2 * (i / WIDTH - 3) / 4.5 * z, y, 1e-5);
		}
	}

	/**
	 * Seen from where z grows to, heights look as in the image; seen from the camera, depths do: from the right to below is
	 * clockwise. Mirrored, letters could not be read.
	 */
	@ParameterizedTest
	@CsvSource({ "0, -1", "60, 1" })
	void nothingIsMirrored(final double field, final double ahead) throws IOException {
		final ImagePlus image = height();
		for (int i = 0; i < WIDTH * HEIGHT; i++) image.getProcessor().setf(i, 50 + i % WIDTH - i / WIDTH);
		final ByteBuffer points = export(image, WIDTH * HEIGHT, "field", field);
		final double[] corner = at(points, 3 + 3 * WIDTH);
		final double[] right = at(points, 4 + 3 * WIDTH);
		final double[] below = at(points, 3 + 4 * WIDTH);
		final double turn = (right[0] - corner[0]) * (below[1] - corner[1]) - (right[1] - corner[1]) * (below[0] - corner[0]);
		assertTrue(turn * ahead > 0, "turn " + turn);
		assertTrue(right[0] > corner[0]);
		assertEquals(1, right[2] - corner[2], 1e-5, "heights towards the viewer, depths away, both as measured");
		assertEquals(-1, below[2] - corner[2], 1e-5);
	}

	private static double[] at(final ByteBuffer points, final int index) {
		return new double[] { points.getFloat(15 * index), points.getFloat(15 * index + 4), points.getFloat(15 * index + 8) };
	}

	@Test
	void coloursAreAsShown() throws IOException {
		final ImagePlus image = height();
		image.setDisplayRange(2, 2 + 0.25 * (WIDTH * HEIGHT - 1));
		final ByteBuffer points = export(image, WIDTH * HEIGHT - 2);
		assertEquals(0, points.position(12).get());
		assertEquals((byte) 255, points.get(points.limit() - 1));
	}

	@Test
	void theFrameThatIsShownIsWritten() throws IOException {
		final ImagePlus image = IJ.createHyperStack("frames", WIDTH, HEIGHT, 1, 1, 3, 32);
		for (int t = 1; t <= 3; t++) image.getStack().getProcessor(t).set(t);
		image.setPosition(1, 1, 2);
		final ImagePlus colour = IJ.createImage("colours", WIDTH, HEIGHT, 3, 24);
		colour.getStack().getProcessor(2).set(0x123456);
		final ByteBuffer points = export(image, WIDTH * HEIGHT, "colour", colour);
		assertEquals(2, points.position(8).getFloat());
		assertEquals(0x123456, rgb(points));
	}

	@Test
	void whatCannotBeACloudIsASentenceAndLeavesNoFile() {
		final ImagePlus empty = height();
		empty.getProcessor().set(Float.NaN);
		assertSentence("There is no point to be written", empty);
		assertSentence("is an RGB image, whose values are no heights", photo());
		assertSentence("it is 5 x 7 pixels, \"height\" is 9 x 7 pixels", height(), "colour", IJ.createImage("small", 5, 7, 1,
			8));
		assertSentence("it has 4 planes, \"height\" has 1", height(), "colour", IJ.createImage("more", WIDTH, HEIGHT, 4, 8));
		assertSentence("field=180", height(), "field", 180.0);
		assertSentence("file is missing", height(), "file", "");
		final UncheckedIOException exc = assertThrows(UncheckedIOException.class, () -> Commands.run(ExportPointCloud.class,
			height(), "file", folder.resolve("none/cloud.ply").toString()));
		assertTrue(exc.getMessage().contains("cannot be written: there is no such file or folder"), exc.getMessage());
		assertFalse(Files.exists(folder.resolve("cloud.ply")));
	}

	@Test
	void cancelledItLeavesTheOldFile() throws IOException {
		final Path file = Files.writeString(folder.resolve("cloud.ply"), "old");
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> Commands.run(ExportPointCloud.class, height(), "file", file
			.toString()));
		assertTrue(Thread.interrupted());
		assertEquals("old", Files.readString(file));
	}

	private void assertSentence(final String part, final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[2 + more.length];
		System.arraycopy(new Object[] { "file", folder.resolve("cloud.ply").toString() }, 0, keys, 0, 2);
		System.arraycopy(more, 0, keys, 2, more.length);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(ExportPointCloud.class, image,
			keys));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}

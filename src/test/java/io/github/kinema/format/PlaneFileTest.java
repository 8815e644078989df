package io.github.kinema.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.UShortIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.kinema.SharedData;
import io.github.kinema.tile.Plane;

/** Files must say to others what they say to us, and broken ones must not pass for measured. */
class PlaneFileTest {

	private static final int WIDTH = 37;
	private static final int HEIGHT = 11;

	@TempDir
	private Path folder;

	@Test
	void everyFormatReadsBackWhatItWrote() throws IOException {
		final Random random = new Random(1);
		final Plane u = noise(random, 300);
		final Plane v = noise(random, 300);
		assertExact(MotionFormat.FLO, List.of(u, v));
		assertExact(MotionFormat.PFM, List.of(u));
		assertExact(MotionFormat.PFM, List.of(u, v, noise(random, 1)));
		final Plane[] codes = { new Plane(256, 256), new Plane(256, 256), new Plane(256, 256), new Plane(256, 256) };
		// Every value that the files can hold.
		for (int i = 0; i < 1 << 16; i++) {
			codes[0].values()[i] = (i - (1 << 15)) / 64f;
			codes[1].values()[i] = ((1 << 15) - 1 - i) / 64f;
			codes[2].values()[i] = i == 0 ? Float.NaN : i / 256f;
			codes[3].values()[i] = i == 0 ? Float.NaN : i / 5000f;
		}
		assertExact(MotionFormat.KITTI_FLOW, List.of(codes[0], codes[1]));
		assertExact(MotionFormat.KITTI_DEPTH, List.of(codes[2]));
		assertExact(MotionFormat.TUM_DEPTH, List.of(codes[3]));
	}

	@Test
	void theUnknownStaysUnknown() {
		final Plane u = noise(new Random(2), 30);
		final Plane v = noise(new Random(3), 30);
		u.values()[5] = Float.NaN;
		v.values()[7] = Float.POSITIVE_INFINITY;
		for (final MotionFormat format : new MotionFormat[] { MotionFormat.FLO, MotionFormat.KITTI_FLOW }) {
			final Path file = folder.resolve("flow");
			PlaneFile.write(file, format, List.of(u, v));
			for (final Plane plane : PlaneFile.read(file, format)) {
				assertEquals(Float.NaN, plane.values()[5]);
				assertEquals(Float.NaN, plane.values()[7]);
				assertTrue(Float.isFinite(plane.values()[6]));
			}
		}
	}

	@Test
	void valuesRoundToTheNearestStep() {
		final Path file = folder.resolve("flow.png");
		PlaneFile.write(file, MotionFormat.KITTI_FLOW, List.of(new Plane(2, 1, new float[] { 0.0077f, -0.0079f }), new Plane(2,
			1, new float[] { 0, 511.984f })));
		final List<Plane> read = PlaneFile.read(file, MotionFormat.KITTI_FLOW);
		assertArrayEquals(new float[] { 0, -1 / 64f }, read.get(0).values());
		assertArrayEquals(new float[] { 0, 511.984375f }, read.get(1).values());
	}

	@Test
	void openCvReadsTheSame() {
		final Plane u = noise(new Random(4), 300);
		final Plane v = noise(new Random(5), 300);
		final Path flo = folder.resolve("a.flo");
		PlaneFile.write(flo, MotionFormat.FLO, List.of(u, v));
		try (Mat flow = opencv_video.readOpticalFlow(flo.toString()); FloatIndexer values = flow.createIndexer()) {
			for (int i = 0; i < u.values().length; i++) {
				assertEquals(u.values()[i], values.get(i / WIDTH, i % WIDTH, 0));
				assertEquals(v.values()[i], values.get(i / WIDTH, i % WIDTH, 1));
			}
		}
		final Path png = folder.resolve("a.png");
		PlaneFile.write(png, MotionFormat.KITTI_FLOW, List.of(u, v));
		try (Mat image = opencv_imgcodecs.imread(png.toString(), opencv_imgcodecs.IMREAD_UNCHANGED); //
				UShortIndexer values = image.createIndexer())
		{
			assertEquals(opencv_core.CV_16UC3, image.type());
			for (int i = 0; i < u.values().length; i++) {
				// NB: OpenCV's order of colours is blue, green, red.
				assertEquals(Math.rint(64.0 * u.values()[i]) + 32768, values.get(i / WIDTH, i % WIDTH, 2));
				assertEquals(Math.rint(64.0 * v.values()[i]) + 32768, values.get(i / WIDTH, i % WIDTH, 1));
				assertEquals(1, values.get(i / WIDTH, i % WIDTH, 0));
			}
		}
		final Path pfm = folder.resolve("a.pfm");
		PlaneFile.write(pfm, MotionFormat.PFM, List.of(u));
		try (Mat image = opencv_imgcodecs.imread(pfm.toString(), opencv_imgcodecs.IMREAD_UNCHANGED); //
				FloatIndexer values = image.createIndexer())
		{
			for (int i = 0; i < u.values().length; i++)
				assertEquals(u.values()[i], values.get(i / WIDTH, i % WIDTH));
		}
	}

	@Test
	void bigEndianMapsRunFromTheBottomUpAndKeepTheirValues() throws IOException {
		for (final String end : new String[] { "\n", " ", "\r\n" }) {
			final ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.BIG_ENDIAN);
			file.put(("Pf\r\n2 3\n0.25" + end).getBytes(StandardCharsets.US_ASCII));
			for (final float value : new float[] { 5, 6, 3, Float.POSITIVE_INFINITY, 1, -2.5f })
				file.putFloat(value);
			final Path path = Files.write(folder.resolve("b"), Arrays.copyOf(file.array(), file.position()));
			assertEquals(MotionFormat.PFM, MotionFormat.of(path));
			assertArrayEquals(new float[] { 1, -2.5f, 3, Float.POSITIVE_INFINITY, 5, 6 }, PlaneFile.read(path,
				MotionFormat.PFM).get(0).values());
		}
	}

	@Test
	void theFlowOfSintelIsThatOfItsPage() {
		final Path file = SharedData.file("flow_sintel_alley1/gt/frame_0002.flo").toPath();
		assertEquals(MotionFormat.FLO, MotionFormat.of(file));
		final List<Plane> flow = PlaneFile.read(file, MotionFormat.FLO);
		double sum = 0;
		double max = 0;
		for (int i = 0; i < flow.get(0).values().length; i++) {
			final double length = Math.hypot(flow.get(0).values()[i], flow.get(1).values()[i]);
			sum += length;
			max = Math.max(max, length);
		}
		assertEquals(1024, flow.get(0).width());
		assertEquals(3.0, sum / flow.get(0).values().length, 0.05);
		assertEquals(10.6, max, 0.05);
	}

	@Test
	void theDepthOfAKinectIsWhatOpenCvReads() {
		final Path file = SharedData.file("rgbd_tum_fr1_desk/depth/1305031453.374112.png").toPath();
		final Plane depth = PlaneFile.read(file, MotionFormat.TUM_DEPTH).get(0);
		int holes = 0;
		try (Mat image = opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_UNCHANGED); //
				UShortIndexer values = image.createIndexer())
		{
			for (int i = 0; i < depth.values().length; i++) {
				final int value = values.get(i / 640, i % 640);
				assertEquals(value == 0 ? Float.NaN : value / 5000f, depth.values()[i]);
				if (value == 0) holes++;
			}
		}
		assertTrue(holes > 1000, holes + " holes");
		final String message = assertThrows(IllegalArgumentException.class, () -> MotionFormat.of(file)).getMessage();
		assertTrue(message.contains("format=[tum depth]"), message);
	}

	@Test
	void aFileThatWasCutIsRefusedWhereverTheCutIs() throws IOException {
		final Plane u = noise(new Random(6), 30);
		for (final MotionFormat format : MotionFormat.values()) {
			if (!format.hasPlanes()) continue;
			final Path file = folder.resolve("whole");
			PlaneFile.write(file, format, List.of(depth(u), depth(u)).subList(0, format.toString().endsWith("flow") ||
				format == MotionFormat.FLO ? 2 : 1));
			final byte[] whole = Files.readAllBytes(file);
			for (int length = 0; length < whole.length; length += 1 + length / 10) {
				final Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
				assertBroken(cut, format, "cut");
			}
			if (format.toString().endsWith("depth") || format == MotionFormat.KITTI_FLOW) {
				whole[whole.length / 2] ^= 4;
				assertBroken(Files.write(folder.resolve("cut"), whole), format, "checksum is wrong");
			}
			else assertBroken(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length + 1)), format,
				"longer than");
		}
	}

	@Test
	void absurdSizesAndWrongKindsAreSaid() throws IOException {
		assertBroken(flo("PIEH", 1 << 30, 1 << 30), MotionFormat.FLO, "1073741824 x 1073741824 pixels");
		assertBroken(flo("PIEH", -4, 5), MotionFormat.FLO, "-4 x 5 pixels");
		assertBroken(flo("PIEX", 4, 5), MotionFormat.FLO, "does not begin with PIEH");
		assertBroken(text("Pf\n1000000000 1000000000\n-1\n"), MotionFormat.PFM, "1000000000 x 1000000000 pixels");
		assertBroken(text("Pf\n3 NaN\n-1\n"), MotionFormat.PFM, "NaN");
		assertBroken(text("Pf\n3 2\n0\n"), MotionFormat.PFM, "scale of 0");
		assertBroken(text("Pf\nthree 2\n1\n"), MotionFormat.PFM, "\"three\"");
		assertBroken(text("P6\n3 2\n255\n"), MotionFormat.PFM, "does not begin with PF");
		assertBroken(text("P6\n3 2\n255\n"), MotionFormat.KITTI_DEPTH, "is not a PNG");
		assertBroken(folder.resolve("missing"), MotionFormat.FLO, "no such file");
		final Path grey = folder.resolve("grey.png");
		PlaneFile.write(grey, MotionFormat.KITTI_DEPTH, List.of(new Plane(2, 1, new float[] { 1, 2 })));
		assertBroken(grey, MotionFormat.KITTI_FLOW, "three colours");
		assertBroken(png(1 << 20, 1 << 20, 16, 0), MotionFormat.TUM_DEPTH, "1048576 x 1048576 pixels");
		assertBroken(png(4, 4, 8, 0), MotionFormat.TUM_DEPTH, "8 bits");
		// An ordinary picture in colour.
		assertBroken(png(4, 4, 8, 2), MotionFormat.of(png(4, 4, 8, 2)), "8 bits of PNG colour type 2");
		// A whole PNG by its checksums, but without pixels.
		assertBroken(png(4, 4, 16, 0), MotionFormat.TUM_DEPTH, "");
		final Path noise = Files.write(folder.resolve("noise"), new byte[] { -1, 3, 0, 9, 100 });
		assertTrue(assertThrows(UncheckedIOException.class, () -> MotionFormat.of(noise)).getMessage().contains("neither"));
	}

	@Test
	void whatAFileCannotHoldIsRefusedAndTheOldOneStays() throws IOException {
		final Path file = Files.writeString(folder.resolve("old"), "old");
		final Plane far = new Plane(1, 1, new float[] { 600 });
		final Plane near = new Plane(1, 1, new float[] { 0.0001f });
		assertRefused(file, MotionFormat.KITTI_FLOW, "512.0 to 511.98438 px", far, far);
		assertRefused(file, MotionFormat.KITTI_DEPTH, "600.0 m", far);
		assertRefused(file, MotionFormat.TUM_DEPTH, "1.0E-4 m", near);
		assertRefused(file, MotionFormat.FLO, "1 channel", far);
		assertRefused(file, MotionFormat.PFM, "2 channels", far, far);
		assertEquals("old", Files.readString(file));
		assertThrows(UncheckedIOException.class, () -> PlaneFile.write(folder.resolve("no/folder.pfm"), MotionFormat.PFM, List
			.of(far)));
		assertThrows(UncheckedIOException.class, () -> WholeFiles.write(file, out -> {
			out.write(1);
			throw new IOException("disk full");
		}));
		assertEquals("old", Files.readString(file));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(1, files.count(), "nothing half-written stays");
		}
	}

	/** Other programs write depth in which the value 0 is transparent. */
	@Test
	void aTransparentValueIsAValue() throws IOException {
		final Plane depth = new Plane(2, 1, new float[] { 1.5f, 2 });
		final Path file = folder.resolve("depth.png");
		PlaneFile.write(file, MotionFormat.KITTI_DEPTH, List.of(depth));
		final byte[] bytes = Files.readAllBytes(file);
		final int headed = 8 + 25;
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(bytes, 0, headed);
		out.write(chunk("tRNS", new byte[2]));
		out.write(bytes, headed, bytes.length - headed);
		Files.write(file, out.toByteArray());
		assertArrayEquals(depth.values(), PlaneFile.read(file, MotionFormat.KITTI_DEPTH).get(0).values());
	}

	private void assertExact(final MotionFormat format, final List<Plane> planes) {
		final Path file = folder.resolve("exact");
		PlaneFile.write(file, format, planes);
		final List<Plane> read = PlaneFile.read(file, format);
		assertEquals(planes.size(), read.size());
		for (int c = 0; c < read.size(); c++) {
			assertEquals(planes.get(c).width(), read.get(c).width());
			assertArrayEquals(planes.get(c).values(), read.get(c).values());
		}
		if (!format.toString().endsWith("depth")) assertEquals(format, MotionFormat.of(file));
	}

	private static void assertBroken(final Path file, final MotionFormat format, final String part) {
		final UncheckedIOException exc = assertThrows(UncheckedIOException.class, () -> PlaneFile.read(file, format));
		final String message = exc.getCause().getMessage();
		assertTrue(message.contains(part) && message.contains(file.toString()) && message.endsWith("."), message);
	}

	private static void assertRefused(final Path file, final MotionFormat format, final String part,
		final Plane... planes)
	{
		final String message = assertThrows(IllegalArgumentException.class, () -> PlaneFile.write(file, format, List.of(
			planes))).getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
	}

	private Path flo(final String magic, final int width, final int height) throws IOException {
		return Files.write(folder.resolve("x"), ByteBuffer.allocate(172).order(ByteOrder.LITTLE_ENDIAN).put(magic.getBytes(
			StandardCharsets.US_ASCII)).putInt(width).putInt(height).array());
	}

	private Path text(final String text) throws IOException {
		return Files.writeString(folder.resolve("x"), text, StandardCharsets.US_ASCII);
	}

	private Path png(final int width, final int height, final int bits, final int colour) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(PngChunks.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
		out.write(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits).put((byte) colour)
			.array()));
		out.write(chunk("IEND", new byte[0]));
		return Files.write(folder.resolve("x"), out.toByteArray());
	}

	private static byte[] chunk(final String name, final byte[] body) {
		final ByteBuffer chunk = ByteBuffer.allocate(12 + body.length).putInt(body.length).put(name.getBytes(
			StandardCharsets.US_ASCII)).put(body);
		final CRC32 sum = new CRC32();
		sum.update(chunk.array(), 4, 4 + body.length);
		return chunk.putInt((int) sum.getValue()).array();
	}

	private static Plane noise(final Random random, final double amplitude) {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		for (int i = 0; i < plane.values().length; i++)
			plane.values()[i] = (float) (amplitude * random.nextGaussian() / 3);
		return plane;
	}

	/** NB: depth is above zero. */
	private static Plane depth(final Plane plane) {
		final float[] values = plane.values().clone();
		for (int i = 0; i < values.length; i++)
			values[i] = Math.min(10, Math.abs(values[i]) + 1);
		return new Plane(plane.width(), plane.height(), values);
	}
}

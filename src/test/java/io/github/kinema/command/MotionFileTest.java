package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kinema.SharedData;
import io.github.kinema.host.TestImages;

/** What other programs wrote opens, and what we save they read. */
class MotionFileTest {

	@TempDir
	private Path folder;

	private static ImagePlus flow(final int frames) {
		final ImageStack stack = new ImageStack(9, 5);
		for (int n = 0; n < 2 * frames; n++) {
			final float[] values = new float[45];
			for (int i = 0; i < 45; i++)
				values[i] = i == 7 ? Float.NaN : (i - 20) / 4f + n;
			stack.addSlice("", values);
		}
		final ImagePlus image = new ImagePlus("flow", stack);
		image.setDimensions(2, 1, frames);
		return image;
	}

	private static Map<String, Object> open(final Path file, final String format) {
		return Commands.run(OpenMotionFile.class, null, "file", file.toString(), "format", format);
	}

	private void save(final ImagePlus image, final String name, final String format) {
		Commands.run(SaveMotionFile.class, image, "file", folder.resolve(name).toString(), "format", format);
	}

	@Test
	void aSequenceComesBackAsFramesInTheOrderOfItsNumbers() throws IOException {
		final ImagePlus image = flow(11);
		save(image, "flow_#.flo", "automatic");
		assertTrue(Files.exists(folder.resolve("flow_11.flo")));
		Files.writeString(folder.resolve("flow_x.flo"), "not one of them");
		final ImagePlus opened = (ImagePlus) open(folder.resolve("flow_##.flo"), "automatic").get("output");
		assertArrayEquals(new int[] { 9, 5, 2, 1, 11 }, opened.getDimensions());
		for (int n = 1; n <= 22; n++)
			assertArrayEquals((float[]) image.getStack().getPixels(n), (float[]) opened.getStack().getPixels(n), "plane " + n);
		assertEquals("flow_2.flo x", opened.getStack().getSliceLabel(3));
		assertTrue(opened.getInfoProperty().contains("flo"), opened.getInfoProperty());
		// NB: as estimated and generated flow are shown, so that they can be compared by eye.
		assertEquals(-opened.getDisplayRangeMin(), opened.getDisplayRangeMax());
		assertEquals(0xffff0000, ((CompositeImage) opened).getChannelLut(2).getRGB(255), "red above 0");
		assertEquals(-opened.getDisplayRangeMin(), opened.getDisplayRangeMax());
	}

	@Test
	void aGapInTheNumbersIsSaid() throws IOException {
		save(flow(12), "flow_#.flo", "automatic");
		Files.move(folder.resolve("flow_10.flo"), folder.resolve("other_10.flo"));
		assertOpen("number 10 is missing: flow_9.flo is followed by flow_11.flo", "flow_##.flo", "automatic");
		Files.copy(folder.resolve("flow_11.flo"), folder.resolve("flow_011.flo"));
		Files.move(folder.resolve("other_10.flo"), folder.resolve("flow_10.flo"));
		assertOpen("flow_011.flo and flow_11.flo have the same number", "flow_#.flo", "automatic");
	}

	@Test
	void aNumberStandsInOnePlaceAndAFileMayBeCalledLikeASequence() throws IOException {
		assertRefused("there are 2 runs of #", flow(1), "a#_##.flo", "automatic");
		save(flow(2), "img#3.flo", "automatic");
		Files.move(folder.resolve("img23.flo"), folder.resolve("img#3.flo"));
		final ImagePlus opened = (ImagePlus) open(folder.resolve("img#3.flo"), "automatic").get("output");
		assertEquals(2, opened.getStackSize(), "a flow of one frame, not the sequence of img13");
		assertArrayEquals((float[]) flow(2).getStack().getPixels(3), (float[]) opened.getStack().getPixels(1));
	}

	@Test
	void depthKeepsItsUnit() {
		final ImagePlus image = new ImagePlus("depth", new FloatProcessor(4, 1, new float[] { 1, Float.NaN, 2.5f, 13 }));
		for (final String format : new String[] { "kitti depth", "tum depth", "pfm" }) {
			save(image, "depth", format);
			final ImagePlus opened = (ImagePlus) open(folder.resolve("depth"), format).get("output");
			assertArrayEquals(new float[] { 1, Float.NaN, 2.5f, 13 }, (float[]) opened.getStack().getPixels(1));
		}
	}

	@Test
	void integersAreSavedAsWhatTheyAreCalibratedTo() {
		final ImagePlus image = new ImagePlus("depth", new ShortProcessor(3, 1, new short[] { 256, 640, 512 }, null));
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 0, 1 / 256.0 }, "m");
		save(image, "depth.pfm", "automatic");
		final ImagePlus opened = (ImagePlus) open(folder.resolve("depth.pfm"), "automatic").get("output");
		assertArrayEquals(new float[] { 1, 2.5f, 2 }, (float[]) opened.getStack().getPixels(1));
		assertEquals(256, image.getProcessor().get(0), "the image itself stays as it was");
	}

	@Test
	void aTrajectoryIsATable() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.txt"), "# x\n1.5 1 2 3 0 0 0.6 0.8\n2.5 1e-7 2 3 1 0 0 0\n");
		final Map<String, Object> outputs = open(file, "automatic");
		assertNull(outputs.get("output"));
		final ResultsTable table = (ResultsTable) outputs.get("table");
		assertEquals(2, table.size());
		assertEquals(1.5, table.getValue("timestamp", 0));
		assertEquals(1e-7, table.getValue("tx", 1));
		assertEquals("a.txt", table.getTitle());
		Commands.run(SaveMotionFile.class, null, "file", folder.resolve("b.txt").toString(), "source", file.toString());
		assertEquals(1e-7, ((ResultsTable) open(folder.resolve("b.txt"), "automatic").get("table")).getValue("tx", 1));
	}

	@Test
	void theKinectsDepthOpensAsMetres() {
		final Path depth = SharedData.file("rgbd_tum_fr1_desk/depth").toPath();
		final ImagePlus image = (ImagePlus) open(depth.resolve("#.#.png"), "tum depth").get("output");
		assertArrayEquals(new int[] { 640, 480, 1, 1, 9 }, image.getDimensions());
		assertEquals("1305031453.374112.png", image.getStack().getSliceLabel(1));
		final double median = image.getStatistics(Measurements.MEDIAN).median;
		assertTrue(median > 0.5 && median < 3, "a desk is " + median + " m away");
	}

	@Test
	void whatDoesNotFitIsSaidAndNothingWritten() throws IOException {
		final ImagePlus image = flow(2);
		assertRefused("there are 2 frames", image, "flow.flo", "automatic");
		assertRefused("format=[kitti flow]", flow(1), "flow.png", "automatic");
		assertRefused("does not say what kind", flow(1), "flow.tif", "automatic");
		assertRefused("RGB", TestImages.random(24, 4, 4, 1, 1, 1), "a.pfm", "automatic");
		image.getStack().setVoxel(0, 0, 3, 1000);
		assertRefused("1000.0 px is beyond", image, "flow_#.png", "kitti flow");
		assertRefused("title of an open table", image, "a.txt", "automatic");
		assertRefused("There is no image open", null, "a.flo", "automatic");
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(0, files.count(), "the first frame would fit, the second would not");
		}
		save(flow(1), "flow_1.flo", "automatic");
		save(TestImages.random(8, 9, 6, 2, 1, 1), "flow_2.flo", "automatic");
		assertOpen("Open files of one size", "flow_#.flo", "automatic");
		assertOpen("No file in", "other_#.flo", "automatic");
		assertOpen("file is missing", null, "automatic");
		Files.writeString(folder.resolve("text.flo"), "hello");
		assertThrows(UncheckedIOException.class, () -> open(folder.resolve("text.flo"), "flo"));
		assertThrows(UncheckedIOException.class, () -> open(folder.resolve("missing.flo"), "automatic"));
		assertOpen("this is a folder", "", "automatic");
	}

	private void assertRefused(final String part, final ImagePlus image, final String name, final String format) {
		final String message = assertThrows(IllegalArgumentException.class, () -> save(image, name, format)).getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
		assertFalse(Files.exists(folder.resolve(name)));
	}

	private void assertOpen(final String part, final String name, final String format) {
		final String message = assertThrows(IllegalArgumentException.class, () -> Commands.run(OpenMotionFile.class, null,
			"file", name == null ? "" : folder.resolve(name).toString(), "format", format)).getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
	}

	@Test
	void allFilesAreWrittenOrNone() throws IOException {
		save(flow(2), "flow_#.flo", "automatic");
		Files.writeString(folder.resolve("flow_1.flo"), "old");
		// In the middle of writing, as a person's Esc comes.
		final ImagePlus other = stopping(flow(4), 3);
		try {
			assertThrows(CancellationException.class, () -> save(other, "flow_#.flo", "automatic"));
		}
		finally {
			Thread.interrupted();
		}
		// And where one of the files cannot be written.
		Files.createDirectory(folder.resolve("flow_3.flo"));
		assertThrows(UncheckedIOException.class, () -> save(flow(3), "flow_#.flo", "automatic"));
		assertEquals("old", Files.readString(folder.resolve("flow_1.flo")));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(3, files.count(), "nothing of what was not finished");
		}
	}

	/** An image that stops the thread that reads it at a plane, from 1. */
	private static ImagePlus stopping(final ImagePlus image, final int plane) {
		final ImageStack pixels = image.getStack();
		final ImageStack stack = new VirtualStack(image.getWidth(), image.getHeight(), pixels.size()) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				if (n == plane) Thread.currentThread().interrupt();
				return pixels.getProcessor(n);
			}
		};
		final ImagePlus stopping = new ImagePlus(image.getTitle(), stack);
		stopping.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		return stopping;
	}

	@Test
	void escapeLeavesNothingOpen() {
		save(flow(3), "flow_#.flo", "automatic");
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancellationException.class, () -> open(folder.resolve("flow_#.flo"), "automatic"));
		}
		finally {
			Thread.interrupted();
		}
	}
}

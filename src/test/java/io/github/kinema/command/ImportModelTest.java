package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import io.github.kinema.host.TestImages;

/** Brings models as others make them into the folder, and uses them by their names. */
class ImportModelTest {

	@RegisterExtension
	private final EmptyHome home = new EmptyHome();

	private String file(final String name) throws IOException {
		final Path file = home.path().resolve(name.substring(name.lastIndexOf('/') + 1));
		try (InputStream in = ImportModelTest.class.getResourceAsStream("/" + name)) {
			Files.copy(in, file);
		}
		return file.toString();
	}

	@Test
	void aPainterPaintsByItsName() throws IOException {
		final String log = Commands.logged(() -> {
			try {
				Commands.run(ImportModel.class, null, "file", file("onnx/paint.onnx"), "name", "rife-like");
			}
			catch (final IOException exc) {
				throw new AssertionError(exc);
			}
		});
		assertTrue(log.contains("takes img0 [1, 3, ?, ?] float, img1 [1, 3, ?, ?] float, timestep [1, 1, 1, 1] float"), log);
		assertTrue(log.contains("paints the frame between two frames") && log.contains("model=rife-like"), log);
		assertTrue(log.contains("painted another, by 10 % of the range"), log);
		for (final int depth : new int[] { 16, 32, 24 }) {
			final ImagePlus image = TestImages.random(depth, 23, 19, 1, 1, 2);
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "learned", "model", "rife-like",
				"factor", 4, "cuts", false);
			assertEquals(5, result.getNFrames());
			for (int frame = 2; frame <= 4; frame++)
				assertEquals("synthetic t=" + (frame == 3 ? "1.5" : frame == 2 ? "1.25" : "1.75") + " of 1|2 painted", result
					.getStack().getSliceLabel(frame));
			assertPainted(image, result, 0.25);
			final String info = result.getInfoProperty();
			assertTrue(info.contains("model rife-like (sha256 ") && info.contains("A model painted them") && info.contains(
				"\"digitalSourceType\":\"compositeWithTrainedAlgorithmicMedia\""), info);
		}
	}

	/** A fade, a tenth of the pair's range brighter but not beyond it; of colours, red and blue exchanged. */
	private static void assertPainted(final ImagePlus image, final ImagePlus result, final double t) {
		final int colours = image.getType() == ImagePlus.COLOR_RGB ? 3 : 1;
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		for (int n = 1; n <= 2; n++) {
			for (int c = 0; c < colours; c++) {
				for (final float value : (float[]) image.getStack().getProcessor(n).toFloat(c, null).getPixels()) {
					low = Math.min(low, value);
					high = Math.max(high, value);
				}
			}
		}
		for (int c = 0; c < colours; c++) {
			final float[] a = (float[]) image.getStack().getProcessor(1).toFloat(colours - 1 - c, null).getPixels();
			final float[] b = (float[]) image.getStack().getProcessor(2).toFloat(colours - 1 - c, null).getPixels();
			final float[] painted = (float[]) result.getStack().getProcessor(2).toFloat(c, null).getPixels();
			for (int i = 0; i < painted.length; i++) assertEquals(Math.min(high, a[i] + t * (b[i] - a[i]) + 0.1 * (high - low)),
				painted[i], image.getBitDepth() == 32 ? 1e-4 * (high - low) : 0.51);
		}
	}

	@Test
	void theMiddleOfTheMiddleIsAQuarter() throws IOException {
		Commands.run(ImportModel.class, null, "file", file("onnx/middle.onnx"), "multiple", 8);
		final ImagePlus image = TestImages.random(32, 16, 16, 1, 1, 2);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "learned", "model", "middle",
			"factor", 4, "cuts", false);
		for (int block = 0; block < 4; block++) {
			double first = 0;
			double second = 0;
			for (int p = 0; p < 64; p++) {
				final int x = block % 2 * 8 + p % 8;
				final int y = block / 2 * 8 + p / 8;
				first += image.getStack().getProcessor(1).getf(x, y) / 64;
				second += image.getStack().getProcessor(2).getf(x, y) / 64;
			}
			assertEquals(0.75 * first + 0.25 * second, result.getStack().getProcessor(2).getf(block % 2 * 8, block / 2 * 8), 1e-4);
		}
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(InterpolateFrames.class, image,
			"method", "learned", "model", "middle", "factor", 3, "cuts", false));
		assertTrue(exc.getMessage().contains("paints the middle between two frames alone"), exc.getMessage());
	}

	@Test
	void aDescribedModelIsImportedAsItIs() throws IOException {
		file("models/refine/rdf.yaml");
		file("models/refine/weights.onnx");
		Commands.run(ImportModel.class, null, "file", home.path().toString(), "name", "mine");
		final ImagePlus image = TestImages.moving(16, 40, 30, 1, 1, 3, 2, 1);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "learned", "model", "mine",
			"confidence", true);
		assertEquals("synthetic t=1.5 of 1|2 learned", result.getStack().getSliceLabel(2));
		assertTrue(result.getInfoProperty().contains("\"model\":\"mine\",\"sha256\":\"05881a0623f1"), result
			.getInfoProperty());
		assertTrue(result.getInfoProperty().contains("\"digitalSourceType\":\"algorithmicallyEnhanced\""));
		assertFalse(result.getInfoProperty().contains("painted"));
	}

	@ParameterizedTest
	@CsvSource({ "drift, Estimate Flow...", "apart, Segment Motion..." })
	void aModelOfMotionIsImportedWithItsDescriptionAndSaysWhatItIsFor(final String name, final String command)
		throws IOException
	{
		file("models/" + name + "/rdf.yaml");
		file("models/" + name + "/weights.onnx");
		final String log = Commands.logged(() -> Commands.run(ImportModel.class, null, "file", home.path().toString(), "name", "mine"));
		assertTrue(log.contains("Use it with " + command + ", method=learned model=mine."), log);
		assertTrue(Files.exists(home.models().resolve("mine").resolve("weights.onnx")));
	}

	@Test
	void imagesAndDepthAreToldApart() throws IOException {
		Commands.run(ImportModel.class, null, "file", file("onnx/image.onnx"), "range", "-1 to 1", "order", "bgr");
		final String use = Commands.logged(() -> importDepth("inverse depth", ""));
		assertTrue(use.contains("What it gives is inverse depth, in a scale of its own. Use it with Estimate Depth..., model=relief."), use);
		final String image = Files.readString(home.models().resolve("image").resolve("rdf.yaml"));
		assertTrue(image.contains("task: image") && image.contains("gain: 2.0") && image.contains("offset: -1.0") && image
			.contains("- blue\n") && image.contains("restores: true"), image);
		final String depth = Files.readString(home.models().resolve("relief").resolve("rdf.yaml"));
		Commands.run(ImportModel.class, null, "file", home.path().resolve("relief.onnx").toString(), "name", "grey", "task", "image");
		final String grey = Files.readString(home.models().resolve("grey").resolve("rdf.yaml"));
		assertTrue(grey.contains("task: image") && grey.contains("- result 1\n") && !grey.contains("restores"), grey);
		assertTrue(depth.contains("task: depth") && depth.contains("size: 64") && depth.contains("- inverse depth\n") && !depth
			.contains("depth: direct"), depth);
		importDepth("depth", "far");
		final Path far = home.models().resolve("far").resolve("rdf.yaml");
		assertTrue(Files.readString(far).contains("depth: direct"), Files.readString(far));
		Files.writeString(far, Files.readString(far).replace("depth: direct", "depth: shallow"));
		final Exception kind = assertThrows(IllegalArgumentException.class, () -> Commands.run(ApplyImageModel.class, TestImages
			.random(8, 8, 8, 1, 1, 2), "model", "far"));
		assertTrue(kind.getMessage().contains("config.kinema.depth") && kind.getMessage().contains("inverse or direct, not shallow"),
			kind.getMessage());
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(InterpolateFrames.class, TestImages
			.random(8, 8, 8, 1, 1, 2), "method", "learned", "model", "relief"));
		assertTrue(exc.getMessage().contains("The model \"relief\" makes depth of an image"), exc.getMessage());
	}

	private void importDepth(final String output, final String name) {
		try {
			final Path file = home.path().resolve("relief.onnx");
			if (!Files.exists(file)) file("onnx/relief.onnx");
			Commands.run(ImportModel.class, null, "file", file.toString(), "name", name, "output", output);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	@Test
	void pathsThatHoldNoModelAreSentences() {
		final Exception missing = assertThrows(IllegalArgumentException.class, () -> Commands.run(ImportModel.class, null, "file",
			home.path().resolve("nothing.onnx").toString()));
		assertEquals("There is no file " + home.path().resolve("nothing.onnx") + ". Name an ONNX file, or a folder with rdf.yaml.",
			missing.getMessage());
		final Exception empty = assertThrows(IllegalArgumentException.class, () -> Commands.run(ImportModel.class, null, "file",
			home.path().toString()));
		assertEquals("The folder " + home.path() + " holds no rdf.yaml. Name the ONNX file in it.", empty.getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"onnx/future.onnx | | | it uses opset 99", //
		"onnx/tokens.onnx | | | 32-bit floating point", //
		"onnx/image.onnx | task | interpolate | So it is not for task=interpolate", //
		"onnx/classes.onnx | result | grey values | So what it gives are no grey values of what it takes", //
		"onnx/image.onnx | name | ../up | a model's name has letters", //
		"onnx/image.onnx | name | refine | There is a model \"refine\" already", //
		"onnx/middle.onnx | multiple | 12 | multiples of 12: The model \"middle\" gives \"mid\" of the shape", //
		"models/refine/rdf.yaml | | | There is no file", //
		"onnx/last.onnx | | | Its channels stand last", //
		"onnx/four.onnx | | | Kinema knows models of two frames", //
		"models/make_models.py | | | are no ONNX model that can be loaded" })
	void whatCannotBeUsedIsASentenceAndLeavesNothing(final String name, final String key, final String value,
		final String part) throws IOException
	{
		final String file = file(name);
		final List<String> more = key == null ? List.of() : List.of(key, value);
		final Object[] options = Stream.concat(Stream.of("file", file), more.stream()).map(text -> text.matches("\\d+")
			? (Object) Integer.valueOf(text) : text).toArray();
		final Exception exc = assertThrows(RuntimeException.class, () -> Commands.run(ImportModel.class, null, options));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
		assertFalse(Files.exists(home.models()), "something was written");
	}
}

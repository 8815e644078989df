package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackTuning;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.TestImages;
import io.github.kinema.model.PyTorchJars;

/** Trains a model further that moves everything by the same wrong amount, on stacks that tell it so. */
class FineTuneInterpolationTest {

	@RegisterExtension
	private final EmptyHome home = new EmptyHome();

	@AfterEach
	void closeAll() {
		// NB: where there is a display, the plot stays open.
		final int[] open = WindowManager.getIDList();
		for (final int id : open == null ? new int[0] : open) WindowManager.getImage(id).close();
		IJ.resetEscape();
	}

	private String readme(final String model) {
		try {
			return Files.readString(home.models().resolve(model).resolve("README.md"));
		}
		catch (final IOException exc) {
			throw new AssertionError(exc);
		}
	}

	private static double mean(final ResultsTable table, final String model, final String column) {
		for (int row = 0; row < table.size(); row++)
			if ("all".equals(table.getStringValue("Frame", row)) && model.equals(table.getStringValue("Method", row)))
				return table.getValue(column, row);
		throw new AssertionError("no mean of " + model);
	}

	@Test
	void aMistakeIsUnlearnedAndTheNewModelRunsAsAnyOther() throws IOException {
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(8, 60, 50, 1, 1, 12, 2, 1);
		image.setTitle("my cells.tif");
		final AtomicReference<Map<String, Object>> outputs = new AtomicReference<>();
		final String log = Commands.logged(() -> outputs.set(Commands.run(FineTuneInterpolation.class, image, "model", "tune",
			"steps", 120, "rate", 0.03, "device", "cpu")));
		assertTrue(log.contains("the model \"fine-tuned-my-cells\" is better than tune on frames 10 to 12"), log);
		final ResultsTable table = (ResultsTable) outputs.get().get("results");
		assertEquals(4, table.size());
		assertEquals("11", table.getStringValue("Frame", 0));
		assertTrue(mean(table, "fine-tuned-my-cells", "PSNR") > mean(table, "tune", "PSNR") + 3, log);
		assertTrue(mean(table, "fine-tuned-my-cells", "MAE") < 0.6 * mean(table, "tune", "MAE"), log);
		assertTrue(outputs.get().get("plot") != null);
		final Path model = home.models().resolve("fine-tuned-my-cells");
		assertArrayEquals(Files.readAllBytes(Path.of("src/test/resources/models/tune/training.pt")), Files.readAllBytes(model
			.resolve("training.pt")));
		final String readme = readme("fine-tuned-my-cells");
		assertTrue(readme.contains("parent: tune") && readme.contains("parent sha256: e60d2da5b156a1d5") && readme.contains(
			"steps: 120") && readme.contains("image: my cells.tif") && readme.contains("psnr after: "), readme);
		assertTrue(Files.readString(model.resolve("rdf.yaml")).contains("parent: tune"));
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "learned", "model",
			"fine-tuned-my-cells", "device", "cpu");
		assertEquals("synthetic t=1.5 of 1|2 learned", result.getStack().getSliceLabel(2));
		assertTrue(result.getInfoProperty().contains("\"model\":\"fine-tuned-my-cells\""), result.getInfoProperty());
		// It can be trained further itself, and no name is taken twice.
		final String again = Commands.logged(() -> Commands.run(FineTuneInterpolation.class, image, "model",
			"fine-tuned-my-cells", "steps", 2, "rate", 1e-7, "device", "cpu"));
		assertTrue(again.contains("Nothing was kept") || again.contains("\"fine-tuned-my-cells-2\" is better"), again);
		assertNull(IJ.getErrorMessage());
	}

	/** All kinds of pixels, channels, slices; and pixels that hold no number, which nothing is learned from. */
	@ParameterizedTest
	@CsvSource({ "16, 2, 1, 1, false", "24, 1, 1, 0, false", "32, 1, 2, 0, true" })
	void everyKindOfStackTeaches(final int depth, final int channels, final int slices, final int guide,
		final boolean holes)
	{
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(depth, 33, 41, channels, slices, 7, 1, 2);
		if (holes) for (int n = 1; n <= image.getStackSize(); n += 5) image.getStack().getProcessor(n).setf(3, 4, Float.NaN);
		final String log = Commands.logged(() -> Commands.run(FineTuneInterpolation.class, image, "model", "tune", "name", "new",
			"steps", 60, "rate", 0.03, "guide", guide, "device", "cpu"));
		assertTrue(log.contains("the model \"new\" is better than tune on frames 5 to 7"), log);
	}

	/** Esc is pressed once the model has been seen to be better: it is kept. */
	@Test
	void escapeKeepsTheBestSoFar() throws InterruptedException {
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(8, 40, 40, 1, 1, 8, 2, 1);
		final StackTuning tuning = new StackTuning(image, new StackTuning.Settings(StackAxis.TIME, "tune", "early", 0, 10000, 0.03,
			1, CpuDevice.INSTANCE));
		final Thread impatient = new Thread(() -> {
			while (tuning.plot() == null) Thread.onSpinWait();
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		});
		impatient.start();
		final String log = Commands.logged(() -> {
			try (StatusProgress progress = new StatusProgress("test")) {
				tuning.run(progress);
			}
		});
		impatient.join();
		assertTrue(log.contains("the model \"early\" is better than tune"), log);
		final int steps = Integer.parseInt(readme("early").replaceAll("(?s).*- steps: (\\d+).*", "$1"));
		assertTrue(steps >= 400 && steps < 10000, "stopped after " + steps);
	}

	@Test
	void escapeBeforeItLearnsLeavesNothing() {
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(8, 40, 40, 1, 1, 8, 2, 1);
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		assertThrows(CancellationException.class, () -> Commands.run(FineTuneInterpolation.class, image, "model", "tune",
			"device", "cpu"));
		assertFalse(Files.exists(home.models()));
	}

	/** In the end, one frame is just where the model is mistaken, so that what it learns elsewhere is wrong there. */
	@Test
	void whatIsNotBetterIsNotKept() {
		PyTorchJars.assumeHere();
		final ImageStack stack = new ImageStack(50, 50);
		for (int f = 0; f < 8; f++) {
			final FloatProcessor plane = new FloatProcessor(50, 50);
			final double odd = f == 6 ? 0.25 : 0;
			for (int i = 0; i < 2500; i++) plane.setf(i, (float) TestImages.pattern(i % 50 - 2 * f + 3 * odd, i / 50 - f - 2 * odd, 0));
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("odd", stack);
		image.setDimensions(1, 1, 8);
		final AtomicReference<Map<String, Object>> outputs = new AtomicReference<>();
		final String log = Commands.logged(() -> outputs.set(Commands.run(FineTuneInterpolation.class, image, "model", "tune",
			"name", "worse", "steps", 100, "rate", 0.03, "device", "cpu")));
		assertTrue(log.contains("the model tune is not better on frames 6 to 8") && log.contains("Nothing was kept"), log);
		final ResultsTable table = (ResultsTable) outputs.get().get("results");
		assertTrue(mean(table, "worse", "PSNR") < mean(table, "tune", "PSNR"), log);
		assertFalse(Files.exists(home.models()), log);
	}

	@Test
	void whatLearnsNothingIsNotKept() {
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(8, 40, 40, 1, 1, 8, 2, 1);
		final String log = Commands.logged(() -> Commands.run(FineTuneInterpolation.class, image, "model", "tune", "steps", 3,
			"rate", 1e-12, "device", "cpu"));
		assertTrue(log.contains("after 3 steps, the model tune has not become better") && log.contains("Nothing was kept"), log);
		assertFalse(Files.exists(home.models()), log);
	}

	@Test
	void whereNothingMovesNothingIsLearned() {
		PyTorchJars.assumeHere();
		final ImagePlus image = IJ.createImage("grey", "8-bit", 40, 40, 8);
		image.setDimensions(1, 1, 8);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(FineTuneInterpolation.class, image,
			"model", "tune", "device", "cpu"));
		assertTrue(exc.getMessage().startsWith("There is nothing to learn from \"grey\""), exc.getMessage());
		assertFalse(Files.exists(home.models()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"2 | tune | | has 2 frames: learning takes at least 6", //
		"8 | refine | | The model \"refine\" cannot be fine-tuned", //
		"8 | none | | There is no model \"none\"", //
		"8 | tune | refine | There is a model \"refine\" already", //
		"8 | tune | a b | a model's name has letters" })
	void whatCannotBeIsASentence(final int frames, final String model, final String name, final String part) {
		final ImagePlus image = TestImages.moving(8, 20, 20, 1, 1, frames, 1, 0);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(FineTuneInterpolation.class, image,
			"model", model, "name", name == null ? "" : name, "device", "cpu"));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void whoLacksTheJarsReadsWhatToDo() {
		assumeFalse(PyTorchJars.areHere(), "PyTorch is here");
		final Exception exc = assertThrows(IllegalStateException.class, () -> Commands.run(FineTuneInterpolation.class, TestImages
			.moving(8, 20, 20, 1, 1, 8, 1, 0), "model", "tune", "device", "cpu"));
		assertTrue(exc.getMessage().contains("Fine-tuning cannot run here") && exc.getMessage().contains("mvn -q -DskipTests " +
			"-Pfine-tune -Dscijava.app.directory=/path/to/Fiji.app"), exc.getMessage());
	}
}

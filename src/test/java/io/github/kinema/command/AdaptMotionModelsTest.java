package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.host.StackAdaptation;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackCamera;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.TestImages;
import io.github.kinema.model.MotionModels;
import io.github.kinema.model.PyTorchJars;
import io.github.kinema.scene.SceneKind;

/** Adapts models that take too small shares of the flow to stacks that tell them so. */
class AdaptMotionModelsTest {

	@RegisterExtension
	private final EmptyHome home = new EmptyHome();

	@AfterEach
	void closeAll() {
		// NB: where there is a display, the plot stays open.
		final int[] open = WindowManager.getIDList();
		for (final int id : open == null ? new int[0] : open) WindowManager.getImage(id).close();
		IJ.resetEscape();
	}

	/** @param more keys and values besides those that make it small and fast */
	private static Map<String, Object> run(final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[10 + more.length];
		System.arraycopy(new Object[] { "models", "moving", "name", "mine", "steps", 30, "rate", 0.05, "device", "cpu" }, 0, keys, 0, 10);
		System.arraycopy(more, 0, keys, 10, more.length);
		return Commands.run(AdaptMotionModels.class, image, keys);
	}

	private static ImagePlus moving(final int frames) {
		return TestImages.moving(8, 96, 72, 1, 1, frames, 2, 1);
	}

	@Test
	void aBetterSetIsKeptAndCanBeAdaptedFurther() throws IOException {
		PyTorchJars.assumeHere();
		final ImagePlus image = moving(8);
		image.setTitle("my film.tif");
		final AtomicReference<Map<String, Object>> outputs = new AtomicReference<>();
		final String log = Commands.logged(() -> outputs.set(run(image, "name", "")));
		assertTrue(log.contains("the models adapted-my-film-depth, adapted-my-film-camera, adapted-my-film-flow, " +
			"adapted-my-film-segmentation are better than moving-depth, moving-camera, moving-flow, moving-segmentation on frames 6 to 8"),
			log);
		final ResultsTable table = (ResultsTable) outputs.get().get("results");
		assertEquals(2, table.size());
		assertEquals("moving", table.getStringValue("Models", 0));
		assertEquals("adapted-my-film", table.getStringValue("Models", 1));
		assertTrue(table.getValue("Error", 1) < 0.6 * table.getValue("Error", 0), log);
		assertTrue(table.getValue("Flow_error", 1) < 0.6 * table.getValue("Flow_error", 0), log);
		assertTrue(outputs.get().get("plot") != null);
		for (final String what : List.of("depth", "camera", "flow", "segmentation")) {
			final String readme = Files.readString(home.models().resolve("adapted-my-film-" + what).resolve("README.md"));
			assertTrue(readme.contains("parents: moving-depth, moving-camera") && readme.contains("steps: 30") && readme.contains(
				"image: my film.tif") && readme.contains("held out frames: 6 to 8") && readme.contains("error after: "), readme);
		}
		final String rdf = Files.readString(home.models().resolve("adapted-my-film-segmentation").resolve("rdf.yaml"));
		assertTrue(rdf.contains("- adapted-my-film-flow") && rdf.contains("parents: moving-depth"), rdf);
		// No name is taken twice, and what was adapted learns as any other.
		final String again = Commands.logged(() -> run(image, "models", "adapted-my-film", "name", "", "steps", 2, "rate", 1e-12));
		assertTrue(again.contains("Nothing was kept") || again.contains("adapted-my-film-2-depth"), again);
		assertNull(IJ.getErrorMessage());
	}

	/** All kinds of pixels, slices instead of frames, stacks that are not in memory, and pixels that hold no number. */
	@ParameterizedTest
	@CsvSource({ "16, 2, false", "24, 0, false", "32, 0, true" })
	void everyKindOfStackTeaches(final int depth, final int guide, final boolean holes) {
		PyTorchJars.assumeHere();
		final ImagePlus image = TestImages.moving(depth, 80, 91, depth == 24 ? 1 : 2, 1, 7, 1, 2);
		if (holes) for (int n = 1; n <= image.getStackSize(); n += 5) image.getStack().getProcessor(n).setf(3, 4, Float.NaN);
		if (depth == 16) image.setDimensions(2, 7, 1);
		final String log = Commands.logged(() -> run(depth == 24 ? TestImages.virtual(image) : image, "guide", guide));
		assertTrue(log.contains("mine-segmentation are better than") && log.contains("on frames 5 to 7"), log);
	}

	/** Whoever wants the models for one recording alone gets them without their being kept. */
	@Test
	void modelsCanBeAdaptedWithoutBeingKept() {
		PyTorchJars.assumeHere();
		final StackAdaptation adaptation = new StackAdaptation(new StackCamera(moving(8), StackAxis.TIME, 0, 60, 0,
			CpuDevice.INSTANCE), new StackAdaptation.Settings("moving", "", 30, 0.05, 1));
		final MotionModels adapted;
		try (StatusProgress progress = new StatusProgress("test")) {
			adapted = adaptation.adapt(progress);
		}
		assertEquals("adapted-moving-depth", adapted.depth().id());
		assertFalse(Files.exists(home.models()));
	}

	/** Esc is pressed once the models have been seen to be better: they are kept. */
	@Test
	void escapeKeepsTheBestSoFar() throws InterruptedException, IOException {
		PyTorchJars.assumeHere();
		final StackAdaptation adaptation = new StackAdaptation(new StackCamera(moving(8), StackAxis.TIME, 0, 60, 0,
			CpuDevice.INSTANCE), new StackAdaptation.Settings("moving", "early", 500, 0.05, 1));
		final Thread impatient = new Thread(() -> {
			while (adaptation.plot() == null) Thread.onSpinWait();
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		});
		impatient.start();
		final String log = Commands.logged(() -> {
			try (StatusProgress progress = new StatusProgress("test")) {
				adaptation.run(progress);
			}
		});
		impatient.join();
		assertTrue(log.contains("early-segmentation are better than"), log);
		final int steps = Integer.parseInt(Files.readString(home.models().resolve("early-flow").resolve("README.md")).replaceAll(
			"(?s).*- steps: (\\d+).*", "$1"));
		assertTrue(steps >= 20 && steps < 500, "stopped after " + steps);
	}

	@Test
	void escapeBeforeItLearnsLeavesNothing() {
		PyTorchJars.assumeHere();
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		assertThrows(CancellationException.class, () -> run(moving(8)));
		assertFalse(Files.exists(home.models()));
	}

	@Test
	void whatIsNotBetterIsNotKept() {
		PyTorchJars.assumeHere();
		final String log = Commands.logged(() -> run(moving(8), "steps", 3, "rate", 1e-12));
		assertTrue(log.contains("after 3 steps, the models moving-depth, moving-camera, moving-flow, moving-segmentation are not better " +
			"on frames 6 to 8") && log.contains("Nothing was kept"), log);
		assertFalse(Files.exists(home.models()), log);
	}

	/** The models that Kinema brings learn, too, whether or not two steps make them better. */
	@Test
	void theShippedModelsLearn() {
		PyTorchJars.assumeHere();
		final AtomicReference<Map<String, Object>> outputs = new AtomicReference<>();
		final String log = Commands.logged(() -> outputs.set(run(moving(6), "models", "", "steps", 2, "rate", 1e-4)));
		assertTrue(log.contains("mine-segmentation are better than depth, camera, flow, segmentation") || log.contains(
			"the models depth, camera, flow, segmentation are not better"), log);
		assertTrue(outputs.get().get("plot") != null);
	}

	@Test
	void whereTheCameraStandsStillThereIsNothingToLearn() {
		PyTorchJars.assumeHere();
		final ImagePlus still = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true, 7);
		final ImagePlus black = IJ.createHyperStack("black", 50, 50, 1, 1, 7, 8);
		final ImagePlus unknown = IJ.createHyperStack("unknown", 50, 50, 1, 1, 7, 32);
		for (int t = 1; t <= 7; t++) unknown.getStack().getProcessor(t).set(Float.NaN);
		for (final ImagePlus image : List.of(still, black, unknown)) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image));
			assertTrue(exc.getMessage().startsWith("There is nothing to learn from \"" + image.getTitle() + "\": between its frames 1 " +
				"and 4, the camera stands still"), exc.getMessage());
		}
		assertFalse(Files.exists(home.models()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"1 | moving | mine | 60 | has one frame and one slice", //
		"5 | moving | mine | 60 | has 5 frames: learning takes at least 6", //
		"8 | moving | mine | 0 | field=0", //
		"8 | moving | mine | 180 | field=180", //
		"8 | none | mine | 60 | There is no model \"none-segmentation\"", //
		"8 | moving | moving | 60 | There is a model \"moving-depth\" already", //
		"8 | moving | a b | 60 | a model's name has letters" })
	void whatCannotBeIsASentence(final int frames, final String models, final String name, final double field,
		final String part)
	{
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(moving(frames), "models", models, "name", name,
			"field", field));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void whoLacksTheJarsReadsWhatToDo() {
		assumeFalse(PyTorchJars.areHere(), "PyTorch is here");
		final Exception exc = assertThrows(IllegalStateException.class, () -> run(moving(8)));
		assertTrue(exc.getMessage().contains("Fine-tuning cannot run here") && exc.getMessage().contains("mvn -q -DskipTests " +
			"-Pfine-tune -Dscijava.app.directory=/path/to/Fiji.app"), exc.getMessage());
	}
}

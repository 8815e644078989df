package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;

/** Tests {@link Launcher} as {@code IJ.run(image, command, options)} would call it. */
class LauncherTest {

	private final ImagePlus image = IJ.createImage("input", "16-bit ramp", 8, 6, 3);
	private String threadName;
	private boolean batch;

	@BeforeEach
	void pretendToBeAScript() {
		threadName = Thread.currentThread().getName();
		Thread.currentThread().setName("Run$_" + threadName);
		batch = Interpreter.batchMode;
		Interpreter.batchMode = true;
		WindowManager.setTempCurrentImage(image);
		IJ.getErrorMessage();
	}

	@AfterEach
	void tidyUp() {
		Macro.setOptions(null);
		WindowManager.setTempCurrentImage(null);
		for (final ImagePlus open : ImageInput.open()) Interpreter.removeBatchModeImage(open);
		Interpreter.batchMode = batch;
		Thread.currentThread().setName(threadName);
	}

	/** @return the active image afterwards */
	private ImagePlus run(final Class<?> command, final String options) {
		Macro.setOptions(options);
		new Launcher().run(command.getName());
		assertFalse(image.isLocked());
		return WindowManager.getCurrentImage();
	}

	@Test
	void withoutOptionsTheDefaultsAreTaken() {
		final ImagePlus result = run(EveryKind.class, null);
		assertEquals("output", result.getTitle());
		assertEquals(image.getStack().getVoxel(3, 2, 1) + 2, result.getStack().getVoxel(3, 2, 1));
		assertNull(IJ.getErrorMessage());
	}

	@Test
	void theFirstOfSeveralImagesIsActive() {
		final ImagePlus result = run(EveryKind.class, "count=3 more");
		assertEquals("output", result.getTitle());
		assertNotNull(WindowManager.getImage("second"));
		assertNotNull(WindowManager.getImage("plot"));
		assertEquals(3, ResultsTable.getResultsTable().getValue("count", 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"count=abc|count=abc: count takes a whole number from 1 to 10.", //
		"speed=2|speed: there is no such key. The keys are count, ratio, scale, mode, words, more.",
		"ratio=0.5|ratio=0.5: a half is not allowed.", //
		"mode=sentence|The command does not like this stack.", //
		"mode=file|The file ends early." })
	void aSentenceIsShownAndNothingElse(final String options, final String sentence) {
		assertSame(image, run(EveryKind.class, options));
		assertEquals(sentence, IJ.getErrorMessage());
	}

	@Test
	void aMistakeOfOursSaysSo() {
		assertSame(image, run(EveryKind.class, "mode=bug"));
		final String message = IJ.getErrorMessage();
		assertTrue(message.startsWith("Every Kind failed: "), message);
		assertTrue(message.contains("bug in Kinema"), message);
	}

	@Test
	void tooLittleMemoryIsSaidWithTheWaysOut() {
		assertSame(image, run(EveryKind.class, "mode=memory"));
		final String message = IJ.getErrorMessage();
		assertTrue(message.startsWith("Every Kind needs more memory than the "), message);
		assertTrue(message.contains("Edit>Options>Memory"), message);
	}

	@Test
	void stoppingShowsNothing() {
		assertSame(image, run(EveryKind.class, "mode=stop"));
		assertNull(IJ.getErrorMessage());
	}

	@Test
	void anInterruptStopsTheCommand() {
		Thread.currentThread().interrupt();
		assertSame(image, run(EveryKind.class, "mode=wait"));
		assertTrue(Thread.interrupted());
		assertNull(IJ.getErrorMessage());
	}

	@Test
	void aLockedImageIsAnErrorAndStaysLocked() throws InterruptedException {
		final Thread other = new Thread(image::lock);
		other.start();
		other.join();
		Macro.setOptions("count=2");
		new Launcher().run(EveryKind.class.getName());
		assertTrue(IJ.getErrorMessage().startsWith("\"input\" is locked by another command."));
		assertTrue(image.isLocked());
	}

	@Test
	void noImageIsAnError() {
		WindowManager.setTempCurrentImage(null);
		Macro.setOptions("count=2");
		new Launcher().run(EveryKind.class.getName());
		assertTrue(IJ.getErrorMessage().startsWith("There is no image open."));
	}

	@Test
	void aSecondImageIsGivenByTitleOrId() {
		final ImagePlus other = IJ.createImage("the other", "8-bit ramp", 8, 6, 1);
		Interpreter.addBatchModeImage(other);
		Interpreter.addBatchModeImage(image);
		assertEquals("input+the other", run(TwoImages.class, "reference=[the other]").getTitle());
		WindowManager.setTempCurrentImage(image);
		assertEquals("input+the other", run(TwoImages.class, "reference=" + other.getID()) //
			.getTitle());
	}

	@Test
	void aSecondImageIsNeverGuessed() {
		for (int i = 0; i < 2; i++) {
			Interpreter.addBatchModeImage(IJ.createImage("twin", "8-bit ramp", 8, 6, 1));
		}
		run(TwoImages.class, "reference=twin");
		assertEquals("reference=twin: 2 open images have this title. " +
			"Rename one, or give the image's ID.", IJ.getErrorMessage());
		run(TwoImages.class, "reference=nobody");
		assertEquals("reference=nobody: no open image has this title or ID.", //
			IJ.getErrorMessage());
		run(TwoImages.class, null);
		assertEquals("reference is missing: it takes the title or ID of an open image.", //
			IJ.getErrorMessage());
	}
}

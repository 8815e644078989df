package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.LUT;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Progress;

/** A stack whose truth somebody wants to score a method on. */
class GenerateSceneTest {

	private static Map<String, Object> run(final Object... keysAndValues) {
		try {
			final Module module = new CommandInfo(GenerateScene.class).createModule();
			for (int i = 0; i < keysAndValues.length; i += 2)
				module.setInput((String) keysAndValues[i], keysAndValues[i + 1]);
			module.run();
			return module.getOutputs();
		}
		catch (final ModuleException exc) {
			throw new AssertionError(exc);
		}
	}

	private static ImagePlus image(final Map<String, Object> outputs, final String key) {
		return (ImagePlus) outputs.get(key);
	}

	@Test
	void theStacksHoldTheTruthOfTheScene() {
		final Map<String, Object> outputs = run("kind", "dolly", "width", 40, "height", 31, "frames", 3, "seed", 6L);
		final Scene scene = Scenes.create(SceneKind.DOLLY, 40, 31, 3, 6);
		final Truth truth = scene.truth(1, 2, Progress.NONE);
		assertArrayEquals(new int[] { 40, 31, 1, 1, 3 }, image(outputs, "output").getDimensions());
		assertEquals(8, image(outputs, "output").getBitDepth());
		assertArrayEquals(new int[] { 40, 31, 2, 1, 2 }, image(outputs, "outputflow").getDimensions());
		assertArrayEquals(truth.flowX().values(), (float[]) image(outputs, "outputflow").getStack().getPixels(3));
		assertArrayEquals(truth.flowY().values(), (float[]) image(outputs, "outputflow").getStack().getPixels(4));
		assertArrayEquals(truth.depth().orElseThrow().values(), (float[]) image(outputs, "outputdepth").getStack().getPixels(
			2));
		assertArrayEquals(truth.mask().values(), (float[]) image(outputs, "outputmask").getStack().getPixels(2));
		assertArrayEquals(truth.occlusion().values(), (float[]) image(outputs, "outputocclusion").getStack().getPixels(2));
		final float[] brightness = scene.render(1, Progress.NONE).values();
		for (int i = 0; i < brightness.length; i++)
			assertEquals(Math.rint(255.0 * brightness[i]), image(outputs, "output").getStack().getProcessor(2).get(i));
		final ResultsTable camera = (ResultsTable) outputs.get("camera");
		assertEquals("dolly-camera", camera.getTitle());
		assertEquals(3, camera.size());
		assertEquals(2, camera.getValue("timestamp", 2));
		assertEquals(scene.pose(2).orElseThrow().tz(), camera.getValue("tz", 2));
		assertEquals(scene.camera().orElseThrow().fx(), camera.getValue("fx", 0));
	}

	@Test
	void everyImageSaysThatItIsSyntheticAndHowToMakeItAgain() {
		final Map<String, Object> outputs = run("kind", "static camera", "width", 20, "height", 20, "frames", 2, "noise", 2.0);
		for (final String key : new String[] { "output", "outputdepth", "outputflow", "outputmask", "outputocclusion" }) {
			final ImagePlus image = image(outputs, key);
			assertTrue(image.getInfoProperty().contains("kind=[static camera] width=20 height=20 frames=2 seed=1 noise=2 bits=8"),
				image.getInfoProperty());
			assertTrue(image.getInfoProperty().contains("algorithmicMedia"));
			for (int n = 1; n <= image.getStackSize(); n++) {
				final String label = image.getStackSize() == 1 ? image.getProp("Slice_Label") : image.getStack().getSliceLabel(n);
				assertTrue(label.startsWith("synthetic static camera"), key + ": " + label);
			}
		}
		assertEquals("synthetic static camera flow y 1 to 2", image(outputs, "outputflow").getStack().getSliceLabel(2));
	}

	@Test
	void flowIsShownWithZeroInTheMiddleOfItsColours() {
		final ImagePlus flow = image(run("kind", "rotation", "width", 40, "height", 31, "frames", 3), "outputflow");
		float fastest = 0;
		for (int n = 1; n <= flow.getStackSize(); n++)
			for (final float value : (float[]) flow.getStack().getPixels(n)) fastest = Math.max(fastest, Math.abs(value));
		for (int c = 1; c <= 2; c++) {
			flow.setPosition(c, 1, 1);
			assertEquals(-fastest, flow.getDisplayRangeMin(), 1e-6);
			assertEquals(fastest, flow.getDisplayRangeMax(), 1e-6);
			final LUT colours = ((CompositeImage) flow).getChannelLut(c);
			assertEquals(0xff0000ff, colours.getRGB(0));
			assertEquals(0xffff0000, colours.getRGB(255));
		}
	}

	@Test
	void whatThereIsNotIsNotShown() {
		final Map<String, Object> cells = run("kind", "cells", "width", 33, "height", 20, "frames", 2, "bits", "16");
		assertNull(cells.get("outputdepth"));
		assertNull(cells.get("camera"));
		assertEquals(16, image(cells, "output").getBitDepth());
		final Map<String, Object> one = run("kind", "planar", "width", 9, "height", 7, "frames", 1, "bits", "32");
		assertNull(one.get("outputflow"));
		assertNull(one.get("outputocclusion"));
		assertEquals(1, image(one, "outputdepth").getStackSize());
		assertEquals(1, ((ResultsTable) one.get("camera")).size());
	}

	@Test
	void wrongInputIsNamed() {
		assertSentence("width=0: width takes a whole number from 1 to 16384.", "width", 0);
		assertSentence("frames=0: frames takes a whole number from 1 to 100000.", "frames", 0);
		assertSentence("bits=12: bits takes one of 8, 16, 32.", "bits", "12");
		assertSentence("noise=-1", "noise", -1.0);
		assertSentence("kind=carousel", "kind", "carousel");
		final IllegalStateException memory = assertThrows(IllegalStateException.class, () -> run("width", 16384, "height",
			16384, "frames", 1000));
		assertTrue(memory.getMessage().contains("Make fewer or smaller frames."), memory.getMessage());
	}

	private static void assertSentence(final String part, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}

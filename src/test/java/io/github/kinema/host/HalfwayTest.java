package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.SceneStream;
import io.github.kinema.scene.Textures;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** What works on whole stacks stops wherever it is cancelled, and leaves its input alone. */
class HalfwayTest {

	/** Asks for so much patience in vain; all of it is needed. */
	private static void assertStopsAnywhere(final ImagePlus image, final int least, final Consumer<Progress> task) {
		final Object[] before = image.duplicate().getStack().getImageArray();
		final AtomicInteger asked = new AtomicInteger();
		task.accept(new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				asked.incrementAndGet();
				return false;
			}
		});
		assertTrue(asked.get() >= least, "asked " + asked + " times");
		for (final double share : new double[] { 0, 0.3, 0.6, 0.9 }) {
			assertThrows(CancellationException.class, () -> task.accept(new Impatient((int) (share * asked.get()))));
		}
		for (int n = 1; n <= image.getStackSize(); n++)
			assertTrue(Objects.deepEquals(before[n - 1], image.getStack().getPixels(n)), "plane " + n);
	}

	@TempDir
	private Path folder;

	/** And leaves no file behind where it stops. */
	private void assertWritesAllOrNothing(final ImagePlus image, final int least, final Consumer<Progress> task) {
		assertStopsAnywhere(image, least, progress -> {
			try {
				task.accept(progress);
			}
			catch (final CancellationException exc) {
				assertEquals(0, folder.toFile().list().length, "files left behind");
				throw exc;
			}
			for (final File file : folder.toFile().listFiles()) assertTrue(file.delete());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "frames", "flow", "depth", "segmentation" })
	void comparison(final String task) {
		final ImagePlus estimate = TestImages.random(8, 31, 24, task.equals("flow") ? 2 : 1, 1, 6);
		final ImagePlus truth = TestImages.random(8, 31, 24, task.equals("flow") ? 2 : 1, 1, 6);
		assertStopsAnywhere(estimate, 6, progress -> (switch (task) {
			case "frames" -> TruthComparison.ofFrames(estimate, truth, CpuDevice.INSTANCE, progress);
			case "flow" -> TruthComparison.ofFlow(estimate, truth, TestImages.random(8, 31, 24, 1, 1, 6));
			case "depth" -> TruthComparison.ofDepth(estimate, truth, "median", false, 0.1, 1000);
			default -> TruthComparison.ofSegmentation(estimate, truth);
		}).run(true, progress));
	}

	@Test
	void motionFiles() {
		final ImagePlus image = TestImages.random(32, 9, 8, 2, 1, 10);
		final String path = folder.resolve("flow_##.flo").toString();
		assertWritesAllOrNothing(image, 10, progress -> MotionFiles.toSave(path, "automatic").save(image, progress));
		MotionFiles.toSave(path, "automatic").save(image, Progress.NONE);
		assertStopsAnywhere(image, 10, progress -> MotionFiles.toOpen(path, "automatic").image(progress));
	}

	@Test
	void pointCloud() {
		final ImagePlus image = TestImages.random(8, 200, 150, 1, 1, 1);
		assertWritesAllOrNothing(image, 5, progress -> new PointCloud(image, null, 0).write(folder.resolve("cloud.ply")
			.toString(), progress));
	}

	@Test
	void scenes() {
		final SceneStream stream = new SceneStream(List.of(SceneKind.LAYERS, SceneKind.ORBIT), 24, 16, 2, 1, 0, 0, 0, 1,
			Textures.COMPUTED);
		assertWritesAllOrNothing(TestImages.random(8, 1, 1, 1, 1, 1), 20, progress -> new SceneFile(folder.resolve("scenes")
			.toString()).write(stream, 6, progress));
	}

	@Test
	void upsampling() {
		final ImagePlus image = TestImages.random(16, 30, 24, 1, 4, 2);
		final ImagePlus guide = TestImages.random(8, 120, 96, 1, 4, 2);
		assertStopsAnywhere(image, 16, progress -> new StackUpsampling(image, guide, new JointUpsampling(
			CpuDevice.INSTANCE, new JointUpsampling.Settings(1, 0.5, 50))).upsampled("result", false, progress));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refinement(final boolean labels) {
		final ImagePlus image = IJ.createImage("image", labels ? "8-bit black" : "32-bit black", 40, 30, labels ? 5 : 2);
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 1200; i++) {
				final boolean left = i % 40 < 20;
				image.getStack().getProcessor(n).setf(i, labels ? left ? 1 : 2 : left == (n == 1) ? 0.75f : 0.25f);
			}
		final ImagePlus guide = TestImages.random(8, 40, 30, 1, 1, 1);
		assertStopsAnywhere(image, 10, progress -> new StackLabels(image, guide, new LabelRefinement.Settings(5, 2, 50, 3),
			CpuDevice.INSTANCE).refined("labels", "probabilities", progress));
	}
}

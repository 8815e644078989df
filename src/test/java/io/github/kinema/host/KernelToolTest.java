package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.awt.event.WindowEvent;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveWeights;
import io.github.kinema.filter.Border;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** What the tool shows is what the filter does. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KernelToolTest {

	private static ImagePlus edge() {
		final ImagePlus image = IJ.createImage("edge", "8-bit black", 60, 40, 1);
		for (int y = 0; y < 40; y++)
			for (int x = 0; x < 60; x++) image.getProcessor().set(x, y, x < 30 ? 50 + (x + y) % 3 : 150 + (x * y) % 3);
		return image;
	}

	private static AdaptiveFilter.Settings settings(final double range) {
		return settings(range, false, 1, false);
	}

	private static AdaptiveFilter.Settings settings(final double range, final boolean patches, final int iterations,
		final boolean volume)
	{
		return new AdaptiveFilter.Settings(3, 2, range, patches, iterations, volume, 1, 1, false, Border.VALID);
	}

	/** NB: the weights that are shown must make the pixel that the filter makes. */
	@ParameterizedTest
	@CsvSource({ "8, false, 1, 0, 0", "16, true, 1, 7, 5", "32, false, 1, 19, 13", "8, false, 1, 19, 0", "32, false, 2, 9, 7",
		"32, true, 3, 9, 7", "32, false, 4, 0, 13" })
	void theWeightsAreThoseOfTheFilter(final int bitDepth, final boolean patches, final int iterations, final int x,
		final int y)
	{
		final ImagePlus image = TestImages.random(bitDepth, 20, 14, 2, 3, 2);
		final double range = bitDepth == 8 ? 200 : bitDepth == 16 ? 50_000 : 2e-3;
		final AdaptiveFilter.Settings settings = settings(range, patches, iterations, true);
		final AdaptiveWeights weights = new StackKernel(new FilterInUse(image, null, settings)).at(10, x, y, Progress.NONE);
		final StackFilter filter = new StackFilter(image, null, new AdaptiveFilter(CpuDevice.INSTANCE, settings));
		final int[] czt = image.convertIndexToPosition(10);
		double sum = 0;
		int k = 0;
		for (int dz = -3; dz <= 3; dz++) {
			for (int dy = -3; dy <= 3; dy++) {
				for (int dx = -3; dx <= 3; dx++, k++) {
					if (weights.values()[k] == 0) continue;
					sum += weights.values()[k] * image.getStack().getVoxel(x + dx, y + dy, image.getStackIndex(czt[0], czt[1] + dz,
						czt[2]) - 1);
				}
			}
		}
		final ImagePlus result = new ImagePlus("", PixelArrays.processor(20, 14, filter.plane(10, Progress.NONE)));
		assertEquals(sum, result.getProcessor().getf(x, y), bitDepth == 32 ? 1e-7 : 0.51);
	}

	/** NB: rolling guidance takes a single bright pixel for detail; one pass would keep it. */
	@Test
	void afterSeveralPassesTheRolledGuideWeighs() {
		final ImagePlus image = IJ.createImage("detail", "32-bit black", 61, 61, 1);
		image.getProcessor().setf(30, 30, 200);
		final AdaptiveFilter.Settings settings = settings(10, false, 4, false);
		final StackFilter filter = new StackFilter(image, null, new AdaptiveFilter(CpuDevice.INSTANCE, settings));
		final AdaptiveWeights weights = new StackKernel(new FilterInUse(image, null, settings)).at(1, 30, 30, Progress.NONE);
		final float filtered = ((float[]) filter.plane(1, Progress.NONE))[30 + 30 * 61];
		assertEquals(filtered, 200 * weights.values()[weights.values().length / 2], 1e-4);
		assertTrue(filtered < 50, "" + filtered);
		assertEquals("the last of 4 passes", KernelWindow.lines(weights, settings, 30, 30).get(5));
	}

	@Test
	void theNumbersTellBothSidesOfAnEdge() {
		final AdaptiveWeights weights = new StackKernel(new FilterInUse(edge(), null, settings(10))).at(1, 28, 20, Progress.NONE);
		final List<String> lines = KernelWindow.lines(weights, settings(10), 28, 20);
		assertEquals("(28, 20), radius 3, range 10", lines.get(0));
		assertTrue(lines.get(1).matches("averages like \\d+[.,]\\d of \\d+ samples"), lines.get(1));
		assertTrue(lines.get(2).startsWith("100"), lines.get(2));
		assertTrue(lines.get(3).startsWith("0"), lines.get(3));
		assertTrue(lines.get(4).matches("the edge: (99|100) grey values"), lines.get(4));
		assertEquals("one pass", lines.get(5));
		final java.awt.image.BufferedImage picture = KernelWindow.picture(weights);
		assertEquals(7, picture.getWidth());
		assertEquals(0xffffff, picture.getRGB(3, 3) & 0xffffff, "the pixel itself weighs most");
		assertEquals(0, picture.getRGB(6, 3) & 0xffffff, "beyond the edge nothing weighs");
	}

	@Test
	void theFilterInUseIsRemembered() {
		final ImagePlus image = edge();
		final FilterInUse fresh = FilterInUse.of(image);
		assertEquals(5, fresh.settings().radius());
		assertSame(fresh, FilterInUse.of(image));
		final ImagePlus copy = image.duplicate();
		new FilterInUse(image, null, settings(10)).remember(copy);
		assertSame(image, FilterInUse.of(copy).source());
		image.flush();
		assertSame(copy, FilterInUse.of(copy).source(), "what is closed guides no longer");
	}

	@Test
	void aFilterThatIsOnlyTriedOutIsForgotten() {
		final ImagePlus image = edge();
		final FilterInUse used = new FilterInUse(image, null, settings(10));
		used.remember(image);
		final FilterInUse tried = new FilterInUse(image, null, settings(20));
		tried.tryOut();
		assertSame(tried, FilterInUse.of(image));
		FilterInUse.endTrial(image);
		assertSame(used, FilterInUse.of(image));
	}

	@Test
	void aKernelThatNobodyWaitsForIsNotFinished() {
		final ImagePlus image = TestImages.random(8, 20, 14, 1, 9, 1);
		final StackKernel kernel = new StackKernel(new FilterInUse(image, null, settings(10, false, 3, true)));
		for (final int patience : new int[] { 0, 5, 12 })
			assertThrows(CancellationException.class, () -> kernel.at(5, 9, 7, new Impatient(patience)));
	}

	@Test
	void withoutWindowsThereIsASentence() {
		assumeFalse(IJ.getInstance() != null);
		assertTrue(assertThrows(IllegalStateException.class, KernelTool::install).getMessage().contains("needs ImageJ's windows"));
	}

	@Test
	void whatIsClosedIsNotKept(@TempDir final Path home) {
		assumeFalse(GraphicsEnvironment.isHeadless(), WindowTest.NO_DISPLAY);
		try (Desk desk = new Desk(home)) {
			Desk.choose("Inspect Kernel");
			Desk.await("the tool", () -> Toolbar.getPlugInTool() instanceof KernelTool);
			final WeakReference<Object> pixels = look();
			Desk.await("the pixels to be let go", () -> {
				System.gc();
				return pixels.get() == null;
			});
		}
	}

	/** Looks at an image and closes it. */
	private static WeakReference<Object> look() {
		final ImagePlus image = TestImages.random(8, 60, 40, 1, 1, 3);
		image.show();
		move(image, 28, 20);
		Desk.await("the kernel", KernelToolTest::window);
		final WeakReference<Object> pixels = new WeakReference<>(image.getStack().getPixels(2));
		image.close();
		return pixels;
	}

	private static KernelWindow window() {
		for (final Window window : Window.getWindows())
			if (window instanceof KernelWindow && window.isShowing()) return (KernelWindow) window;
		return null;
	}

	private static void move(final ImagePlus image, final int x, final int y) {
		Desk.act(() -> {
			final ImageCanvas canvas = image.getCanvas();
			canvas.dispatchEvent(new MouseEvent(canvas, MouseEvent.MOUSE_MOVED, System.currentTimeMillis(), 0, canvas.screenX(x),
				canvas.screenY(y), 0, false));
		});
	}

	private static int[] picture(final KernelWindow window) {
		final int[][] pixels = new int[1][];
		Desk.act(() -> {
			final java.awt.image.BufferedImage picture = new java.awt.image.BufferedImage(240, 330,
				java.awt.image.BufferedImage.TYPE_INT_RGB);
			window.getComponent(0).paint(picture.getGraphics());
			pixels[0] = picture.getRGB(0, 0, 240, 330, null, 0, 240);
		});
		return pixels[0];
	}

	@Test
	void itFollowsTheMouseAndTheDialog(@TempDir final Path home) {
		assumeFalse(GraphicsEnvironment.isHeadless(), WindowTest.NO_DISPLAY);
		try (Desk desk = new Desk(home)) {
			final ImagePlus image = edge();
			image.show();
			Desk.choose("Inspect Kernel");
			Desk.await("the tool", () -> Toolbar.getPlugInTool() instanceof KernelTool);
			move(image, 28, 20);
			final KernelWindow window = Desk.await("the kernel", KernelToolTest::window);
			final int[] atEdge = picture(window);
			final int radius = FilterInUse.of(image).settings().radius();
			move(image, 10, 20);
			final int[] flat = Desk.await("another kernel", () -> {
				final int[] now = picture(window);
				return Arrays.equals(atEdge, now) ? null : now;
			});
			Desk.choose("Pixel-Adaptive Filter...");
			final GenericDialog dialog = (GenericDialog) Desk.dialog("Pixel-Adaptive Filter");
			Desk.act(() -> ((TextField) dialog.getNumericFields().get(0)).setText("9"));
			Desk.act(() -> ((TextField) dialog.getNumericFields().get(2)).setText("500"));
			move(image, 28, 20);
			Desk.await("the settings of the dialog, while it is open", () -> !Arrays.equals(atEdge, picture(window)) && //
				!Arrays.equals(flat, picture(window)));
			assertEquals(9, FilterInUse.of(image).settings().radius());
			Desk.picture(window, "kernel");
			Desk.screen("kernel-screen");
			Desk.escape(dialog);
			// NB: the dialog is gone a moment before our thread knows.
			Desk.await("nothing to be left of a dialog that is cancelled", () -> FilterInUse.of(image).settings().radius() == radius);
			Desk.act(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
			Desk.await("the tool to go", () -> Toolbar.getToolId() == Toolbar.RECTANGLE && window() == null);
			move(image, 12, 20);
			assertEquals(null, window());
		}
		assertThrows(IllegalStateException.class, KernelTool::install, "ImageJ is gone");
	}
}

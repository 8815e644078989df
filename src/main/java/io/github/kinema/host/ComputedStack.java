package io.github.kinema.host;

import java.util.concurrent.CancellationException;

import ij.IJ;
import ij.Macro;
import ij.VirtualStack;
import ij.macro.Interpreter;
import ij.process.ImageProcessor;
import io.github.kinema.device.DeviceException;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;

/**
 * A virtual stack whose planes are computed when they are looked at, and kept
 * while memory lasts. Thread-safe.
 */
abstract class ComputedStack extends VirtualStack {

	/** Planes kept: enough to scroll back and forth through a composite. */
	private static final int KEPT = 64;

	private final int size;
	private final RecentCache<Integer, Object> recent = new RecentCache<>(KEPT);

	ComputedStack(final int width, final int height, final int size, final int bitDepth) {
		super(width, height);
		this.size = size;
		setBitDepth(bitDepth);
	}

	/**
	 * Computes the pixel array of plane {@code n}, from 1; a new array each time.
	 *
	 * @throws IllegalStateException if the source cannot be read any more
	 * @throws DeviceException if the device fails
	 * @throws CancellationException if cancelled
	 */
	abstract Object compute(int n, Progress progress);

	/**
	 * The pixel array of plane {@code n}, from 1: a copy.
	 *
	 * @throws IllegalStateException if the source cannot be read any more
	 * @throws DeviceException if the device fails
	 */
	final Object pixels(final int n) {
		if (n < 1 || n > size) throw new IllegalArgumentException("Argument out of range: " + n);
		return PixelArrays.copy(recent.get(n, i -> compute(i, Progress.NONE)));
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final ImageProcessor processor = PixelArrays.processor(getWidth(), getHeight(), shown(n));
		if (getColorModel() != null && getBitDepth() != 24) processor.setColorModel(getColorModel());
		processor.setSliceNumber(n);
		return processor;
	}

	/** NB: ImageJ has no way for a stack to say that it failed; the exception that ends a macro it passes over. */
	private Object shown(final int n) {
		try {
			return pixels(n);
		}
		catch (final IllegalStateException | DeviceException exc) {
			throw failed(exc.getMessage());
		}
		catch (final OutOfMemoryError exc) {
			throw failed("There is not enough memory for plane " + n + ". Close other images, " +
				"or give ImageJ more with Edit > Options > Memory & Threads...");
		}
	}

	private static RuntimeException failed(final String sentence) {
		final Interpreter macro = Interpreter.getInstance();
		if (macro != null && Caller.current().isScript()) macro.abort(sentence);
		else IJ.error("Kinema", sentence);
		return new RuntimeException(Macro.MACRO_CANCELED);
	}

	/** NB: ImageJ saves the labels of a virtual stack only if the first one is not null. */
	@Override
	public abstract String getSliceLabel(int n);

	@Override
	public int getSize() {
		return size;
	}

	/** Does nothing: what is computed cannot be taken out. */
	@Override
	public void deleteSlice(final int n) {
		IJ.log("Kinema: slices of a lazy stack cannot be deleted; duplicate it first (Image > Duplicate...).");
	}
}

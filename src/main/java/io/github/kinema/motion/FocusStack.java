package io.github.kinema.motion;

import java.util.List;
import java.util.function.IntFunction;

import io.github.kinema.tile.Plane;

/**
 * Slices through the focus, read one after the other.
 *
 * @param width of a slice
 * @param height of a slice
 * @param slices how many there are, at least 3
 * @param channels planes of a slice
 * @param from first of the channels that tell sharp from blurred
 * @param to the channel behind the last of them
 * @param reader gives the channels of a slice, from 0; asked for each in order, or in the opposite one
 */
public record FocusStack(int width, int height, int slices, int channels, int from, int to,
	IntFunction<List<Plane>> reader)
{

	/** Slices that a peak and its two neighbours need. */
	public static final int LEAST = 3;

	/** @throws IllegalArgumentException if there are too few slices, or no such channels. */
	public FocusStack {
		if (slices < LEAST) {
			throw new IllegalArgumentException("Depth from focus needs at least " + LEAST + " slices, there " +
				(slices == 1 ? "is 1." : "are " + slices + "."));
		}
		if (width < 1 || height < 1 || from < 0 || to <= from || to > channels) {
			throw new IllegalArgumentException("Channels " + from + " to " + to + " of " + channels + " planes of " + width +
				" x " + height + " pixels tell nothing.");
		}
	}

	/** The channels of a slice. */
	List<Plane> read(final int slice) {
		final List<Plane> planes = reader.apply(slice);
		if (planes.size() != channels) {
			throw new IllegalArgumentException("Slice " + slice + " has " + planes.size() + " channels, not " + channels + ".");
		}
		for (final Plane plane : planes) {
			if (plane.width() != width || plane.height() != height) {
				throw new IllegalArgumentException("Slice " + slice + " is " + plane.width() + " x " + plane.height() +
					" pixels, not " + width + " x " + height + ".");
			}
		}
		return planes;
	}

	/** The same slices, the last one first. */
	FocusStack reversed() {
		return new FocusStack(width, height, slices, channels, from, to, z -> reader.apply(slices - 1 - z));
	}

	int size() {
		return Math.multiplyExact(width, height);
	}
}

package io.github.kinema.host;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kinema.tile.Plane;

/** ImageJ's pixel arrays of 8, 16, 24 (RGB) and 32 bit. */
final class PixelArrays {

	private PixelArrays() {}

	/**
	 * Turns computed values into ImageJ's pixels: rounded to the nearest, a half to
	 * the even one, so that the mean does not drift; and held within what the type can hold.
	 *
	 * @param channels one plane; three (red, green, blue) for 24 bit
	 */
	static Object of(final int bitDepth, final Plane... channels) {
		final float[] v = channels[0].values();
		switch (bitDepth) {
			case 8:
				final byte[] bytes = new byte[v.length];
				for (int i = 0; i < v.length; i++)
					bytes[i] = (byte) round(v[i], 255);
				return bytes;
			case 16:
				final short[] shorts = new short[v.length];
				for (int i = 0; i < v.length; i++)
					shorts[i] = (short) round(v[i], 65535);
				return shorts;
			case 24:
				final float[] green = channels[1].values();
				final float[] blue = channels[2].values();
				final int[] rgb = new int[v.length];
				for (int i = 0; i < v.length; i++)
					rgb[i] = 0xff000000 | round(v[i], 255) << 16 | round(green[i], 255) << 8 | round(blue[i], 255);
				return rgb;
			case 32:
				return v;
			default:
				throw new IllegalArgumentException("ImageJ has no " + bitDepth + "-bit images.");
		}
	}

	private static int round(final float value, final int max) {
		return Math.max(0, Math.min(max, (int) Math.rint(value)));
	}

	/** A copy of one of ImageJ's pixel arrays. */
	static Object copy(final Object pixels) {
		if (pixels instanceof byte[] bytes) return bytes.clone();
		if (pixels instanceof short[] shorts) return shorts.clone();
		if (pixels instanceof int[] rgb) return rgb.clone();
		return ((float[]) pixels).clone();
	}

	/** Wraps one of ImageJ's pixel arrays. */
	static ImageProcessor processor(final int width, final int height, final Object pixels) {
		if (pixels instanceof byte[] bytes) return new ByteProcessor(width, height, bytes);
		if (pixels instanceof short[] shorts) return new ShortProcessor(width, height, shorts, null);
		if (pixels instanceof int[] rgb) return new ColorProcessor(width, height, rgb);
		return new FloatProcessor(width, height, (float[]) pixels);
	}
}

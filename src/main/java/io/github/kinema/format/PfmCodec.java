package io.github.kinema.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Portable float map: "PF" (three channels) or "Pf" (one), width, height and a
 * scale as text, then float32 rows from the bottom up; a negative scale means
 * little-endian. Source: Debevec's HDR Shop, and the Middlebury stereo data.
 * <p>
 * Values are taken as they are. The magnitude of the scale is a unit for
 * display: Middlebury's disparities carry 1/255 there, and are in pixels.
 * Infinite values, which mark the unknown in those data, stay infinite.
 * </p>
 */
final class PfmCodec implements PlaneCodec {

	/** Longer words than this are no numbers. */
	private static final int MAX_WORD = 32;

	@Override
	public List<Plane> read(final Path file) throws IOException {
		final long length = Files.size(file);
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			final StringBuilder header = new StringBuilder();
			final String magic = word(in, header);
			if (!magic.equals("PF") && !magic.equals("Pf"))
				throw BrokenFile.of(file, "is not a portable float map: it does not begin with PF or Pf", "Choose another format.");
			final int channels = magic.equals("PF") ? 3 : 1;
			final double width = number(file, word(in, header));
			final double height = number(file, word(in, header));
			final double scale = number(file, word(in, header));
			// NB: written so that NaN is refused as well.
			if (!(width >= 1 && height >= 1 && width == Math.rint(width) && height == Math.rint(height) && //
				width * height * channels <= Integer.MAX_VALUE / 4))
				throw BrokenFile.of(file, "says that it holds " + text(width) + " x " + text(height) + " pixels", "It is damaged.");
			if (scale == 0 || !Double.isFinite(scale)) throw BrokenFile.of(file, "has a scale of " + scale +
				", whose sign would say the order of its bytes", "It is damaged.");
			long promised = header.length() + 4L * channels * (long) width * (long) height;
			// NB: one white space ends the header, but some writers end lines with two.
			if (length == promised + 1 && header.charAt(header.length() - 1) == '\r' && in.read() == '\n') promised++;
			if (length < promised) throw BrokenFile.truncated(file, promised, length);
			if (length > promised) throw BrokenFile.of(file, "is longer than its " + text(width) + " x " + text(height) +
				" pixels take", "It is damaged.");
			return read(file, in, (int) width, (int) height, new FloatRows((int) width, channels, scale < 0
				? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN), channels);
		}
	}

	private static List<Plane> read(final Path file, final InputStream in, final int width, final int height,
		final FloatRows rows, final int channels) throws IOException
	{
		final float[][] values = new float[channels][width * height];
		for (int y = height - 1; y >= 0; y--)
			if (!rows.read(in, values, y * width)) throw BrokenFile.of(file, "was shortened while it was read", "Try again.");
		final List<Plane> planes = new ArrayList<>();
		for (final float[] plane : values)
			planes.add(new Plane(width, height, plane));
		return planes;
	}

	/** The next word and the one white space behind it; {@code header} collects all that was read. */
	private static String word(final InputStream in, final StringBuilder header) throws IOException {
		final StringBuilder word = new StringBuilder();
		while (word.length() < MAX_WORD) {
			final int c = in.read();
			if (c < 0) break;
			header.append((char) c);
			if (!Character.isWhitespace(c)) word.append((char) c);
			else if (word.length() > 0) break;
		}
		return word.toString();
	}

	private static double number(final Path file, final String word) {
		try {
			return Double.parseDouble(word);
		}
		catch (final NumberFormatException exc) {
			throw BrokenFile.of(file, "has \"" + word + "\" where width, height or scale should stand", "It is damaged.");
		}
	}

	private static String text(final double number) {
		return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
	}

	@Override
	public void check(final List<Plane> planes) {
		PlaneFile.check(planes, "PFM", 1, 3);
	}

	@Override
	public void write(final OutputStream out, final List<Plane> planes) throws IOException {
		final int width = planes.get(0).width();
		final int height = planes.get(0).height();
		out.write(((planes.size() == 3 ? "PF\n" : "Pf\n") + width + " " + height + "\n-1.0\n").getBytes(
			StandardCharsets.US_ASCII));
		final FloatRows rows = new FloatRows(width, planes.size(), ByteOrder.LITTLE_ENDIAN);
		final float[][] values = planes.stream().map(Plane::values).toArray(float[][]::new);
		// NB: the last row comes first.
		for (int y = height - 1; y >= 0; y--)
			rows.write(out, values, y * width);
	}
}

package io.github.kinema.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of file that holds flow, depth or a camera trajectory. */
public enum MotionFormat {

		/** Middlebury optical flow, {@code .flo}: float32, little-endian; a length above 10⁹ is unknown. */
		FLO(new FloCodec()),
		/** KITTI optical flow: 16-bit RGB PNG, u and v as (value − 2¹⁵) / 64 and whether they are known. */
		KITTI_FLOW(new FlowPngCodec()),
		/** KITTI depth: 16-bit grey PNG, value / 256 metres, 0 unknown. */
		KITTI_DEPTH(new DepthPngCodec(256)),
		/** TUM RGB-D depth: 16-bit grey PNG, value / 5000 metres, 0 unknown. */
		TUM_DEPTH(new DepthPngCodec(5000)),
		/** Portable float map of one or three channels. */
		PFM(new PfmCodec()),
		/** TUM RGB-D trajectory: lines of {@code timestamp tx ty tz qx qy qz qw}. */
		TUM_TRAJECTORY(null);

	/** Enough of a file to tell its kind. */
	private static final int PROBE = 26;

	private final PlaneCodec codec;

	MotionFormat(final PlaneCodec codec) {
		this.codec = codec;
	}

	/** What reads and writes planes; null for a trajectory, which has none. */
	PlaneCodec codec() {
		return codec;
	}

	/** Whether files of this kind hold planes of pixels. */
	public boolean hasPlanes() {
		return codec != null;
	}

	/**
	 * The kind with a name.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	public static MotionFormat named(final String name) {
		for (final MotionFormat format : values())
			if (format.toString().equals(name)) return format;
		throw new IllegalArgumentException("There is no format \"" + name + "\". There are " + Arrays.stream(values()).map(
			MotionFormat::toString).collect(Collectors.joining(", ")) + ".");
	}

	/**
	 * Tells the kind of a file by what is in it.
	 *
	 * @throws java.io.UncheckedIOException if it cannot be read or is of no known kind
	 * @throws IllegalArgumentException if it may be of more than one kind
	 */
	public static MotionFormat of(final Path file) {
		final byte[] start;
		try (InputStream in = Files.newInputStream(file)) {
			start = in.readNBytes(PROBE);
		}
		catch (final IOException exc) {
			throw BrokenFile.unreadable(file, exc);
		}
		final String text = new String(start, StandardCharsets.ISO_8859_1);
		if (text.startsWith(FloCodec.MAGIC)) return FLO;
		if (text.startsWith("PF") || text.startsWith("Pf")) return PFM;
		if (text.startsWith(PngChunks.SIGNATURE)) {
			if (start.length < PROBE) throw BrokenFile.of(file, "ends early", "Copy or save it again.");
			if (start[25] != PngChunks.GREY) return KITTI_FLOW;
			throw new IllegalArgumentException("The file " + file +
				" is a PNG without colours, as KITTI and TUM store depth, in different units. Say which: format=[kitti depth] or format=[tum depth].");
		}
		if (text.chars().allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c)) && !text.isEmpty())
			return TUM_TRAJECTORY;
		throw BrokenFile.of(file, "is neither a .flo, a PFM, a PNG of flow or depth nor a text with a trajectory",
			"Open other images with File > Open.");
	}

	/**
	 * Tells the kind that a file shall have by the ending of its name.
	 *
	 * @throws IllegalArgumentException if the ending does not say it
	 */
	public static MotionFormat forName(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".flo")) return FLO;
		if (name.endsWith(".pfm")) return PFM;
		if (name.endsWith(".txt")) return TUM_TRAJECTORY;
		throw new IllegalArgumentException(name.endsWith(".png") ? "A PNG may hold flow, or depth in one of two units. Say which: " +
			"format=[kitti flow], format=[kitti depth] or format=[tum depth]." : "The name " + file.getFileName() +
				" does not say what kind of file it shall be. Let it end with .flo, .pfm, .png or .txt, or say the format.");
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}
}

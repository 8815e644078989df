package io.github.kinema.interpolate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Reads lists of frames such as {@code 1-9:0.5, 12, 13.25}, which count from 1. */
public final class Positions {

	private static final Pattern ITEM = Pattern.compile(
		"(\\d+(?:\\.\\d+)?)(?:\\s*-\\s*(\\d+(?:\\.\\d+)?)(?:\\s*:\\s*(\\d+(?:\\.\\d+)?))?)?");

	/** More frames than this are a slip of the pen. */
	public static final long MOST = 10_000_000;

	private Positions() {}

	/**
	 * Reads a list.
	 *
	 * @param text items separated by commas: a position, or first-last, or
	 *          first-last:step; a range that runs backwards counts down
	 * @return positions that count from 0, in the order of the text
	 * @throws IllegalArgumentException if an item cannot be read; names it
	 */
	public static double[] parse(final String text) {
		return Pattern.compile(",").splitAsStream(text).map(String::strip) //
			.filter(item -> !item.isEmpty()).flatMapToDouble(Positions::item).toArray();
	}

	private static DoubleStream item(final String item) {
		final Matcher matcher = ITEM.matcher(item);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("\"" + item + "\" is not a position: " +
				"write frames as 7, fractions as 7.5, ranges as 1-9 or 1-9:0.5, separated by commas.");
		}
		final double first = Double.parseDouble(matcher.group(1));
		if (matcher.group(2) == null) return DoubleStream.of(first - 1);
		final double last = Double.parseDouble(matcher.group(2));
		final double step = matcher.group(3) == null ? 1 : Double.parseDouble(matcher.group(3));
		// NB: counted, not added up, so that the last position is hit; a little slack for decimal steps.
		final double count = Math.floor(Math.abs(last - first) / step + 1e-9) + 1;
		if (!(count <= MOST)) {
			throw new IllegalArgumentException("\"" + item + "\" has " + (step == 0 ? "a step of 0" //
				: "more than " + MOST + " positions") + ": use a larger step.");
		}
		return LongStream.range(0, (long) count).mapToDouble(i -> first - 1 + Math.signum(last - first) * i * step);
	}
}

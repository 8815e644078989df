package io.github.kinema.host;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.scijava.command.CommandModuleItem;
import org.scijava.util.Types;

/**
 * A number within bounds; always written with a point.
 * <p>
 * Bounds belong to the numbers allowed; the parameter's attribute {@code above}
 * is one that does not. With the attribute {@code estimate}, which names a method
 * of the command that finds a good number, the word {@code estimate} is a value,
 * too: the command gets NaN, and asks that method itself. With the attribute
 * {@code none}, so is that word, for infinity.
 * </p>
 */
final class NumberInput extends Input {

	private static final Pattern NUMBER =
		Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

	private static final String ESTIMATE = "estimate";
	private static final String NONE = "none";

	private final Class<?> type;
	private final BigDecimal min;
	private final BigDecimal max;
	private final BigDecimal above;

	NumberInput(final CommandModuleItem<?> item) {
		super(item);
		type = Types.box(item.getType());
		min = bound(item.getParameter().min());
		max = bound(item.getParameter().max());
		above = item.get("above") == null ? null : bound(item.get("above"));
	}

	/** The command's method that finds a good number, or null. */
	String estimator() {
		return item().get(ESTIMATE);
	}

	/** The smallest value allowed, or null. */
	BigDecimal min() {
		return min;
	}

	/** The greatest value allowed, or null. */
	BigDecimal max() {
		return max;
	}

	/** Whether fractions are allowed. */
	boolean isReal() {
		return type == Double.class || type == Float.class;
	}

	/** How far a slider moves at once. */
	double step() {
		final String step = item().getParameter().stepSize();
		if (!step.isEmpty() && NUMBER.matcher(step).matches()) return Double.parseDouble(step);
		return isReal() ? max.subtract(min).doubleValue() / 100 : 1;
	}

	@Override
	String rule() {
		return numbers() + (item().get(NONE) == null ? "" : ", or " + NONE) + //
			(estimator() == null ? "" : ", or " + ESTIMATE);
	}

	/** The word for a number that is none; null if that is not allowed. */
	private String word(final double value) {
		if (Double.isNaN(value)) return estimator() == null ? null : ESTIMATE;
		return value == Double.POSITIVE_INFINITY && item().get(NONE) != null ? NONE : null;
	}

	private String numbers() {
		final String number = isReal() ? "a number" : "a whole number";
		if (above != null) return number + " above " + above;
		if (min != null && max != null) return number + " from " + min + " to " + max;
		if (min != null) return number + " of at least " + min;
		if (max != null) return number + " of at most " + max;
		return number;
	}

	@Override
	Object parse(final String text) {
		final String trimmed = text.trim();
		for (final double special : new double[] { Double.NaN, Double.POSITIVE_INFINITY })
			if (trimmed.equals(word(special))) return special;
		if (!NUMBER.matcher(trimmed).matches()) throw wrong(text);
		final BigDecimal number = new BigDecimal(trimmed);
		if (min != null && number.compareTo(min) < 0) throw wrong(text);
		if (max != null && number.compareTo(max) > 0) throw wrong(text);
		if (above != null && number.compareTo(above) <= 0) throw wrong(text);
		try {
			return convert(number);
		}
		catch (final ArithmeticException exc) {
			// NB: a fraction, or more digits than the type holds.
			throw wrong(text);
		}
	}

	@Override
	String format(final Object value) {
		final String word = word(((Number) value).doubleValue());
		if (word != null) return word;
		final String text = value.toString();
		// NB: few expect a power of ten in a dialog.
		if (text.contains("E-")) return new BigDecimal(text).stripTrailingZeros().toPlainString();
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	private Object convert(final BigDecimal number) {
		if (type == Integer.class) return number.intValueExact();
		if (type == Long.class) return number.longValueExact();
		if (type == Short.class) return number.shortValueExact();
		if (type == Byte.class) return number.byteValueExact();
		final double value = type == Float.class ? number.floatValue() : number.doubleValue();
		if (Double.isInfinite(value)) throw new ArithmeticException();
		if (type == Float.class) return (float) value;
		return value;
	}

	private static BigDecimal bound(final String text) {
		return text.isEmpty() ? null : new BigDecimal(text);
	}
}

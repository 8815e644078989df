package io.github.kinema.model;

import java.nio.charset.StandardCharsets;

/**
 * Reads a protocol buffer, field by field. What is broken or cut off ends in an
 * {@link IndexOutOfBoundsException}. Not thread-safe.
 */
final class WireReader {

	/** How a field is written. */
	private static final int VARINT = 0;
	private static final int LONG = 1;
	private static final int BYTES = 2;
	private static final int INT = 5;

	private final byte[] bytes;
	private final int end;
	private int at;
	private int field;
	private int type;
	private long number;
	private int from;

	/** Reads a whole file. */
	WireReader(final byte[] bytes) {
		this(bytes, 0, bytes.length);
	}

	private WireReader(final byte[] bytes, final int from, final int end) {
		this.bytes = bytes;
		this.end = end;
		at = from;
	}

	/** Goes to the next field; false if there is none. */
	boolean next() {
		if (at == end) return false;
		final long tag = varint();
		field = (int) (tag >>> 3);
		type = (int) tag & 7;
		from = at;
		switch (type) {
			case VARINT -> number = varint();
			case LONG -> skip(Long.BYTES);
			case INT -> skip(Integer.BYTES);
			case BYTES -> {
				final long length = varint();
				from = at;
				skip(length);
			}
			default -> throw new IndexOutOfBoundsException();
		}
		return true;
	}

	/** Whether the field has this number and is a number. */
	boolean isNumber(final int wanted) {
		return field == wanted && type == VARINT;
	}

	/** Whether the field has this number and is a text, a message or an array. */
	boolean isBytes(final int wanted) {
		return field == wanted && type == BYTES;
	}

	/** The value of a number. */
	long number() {
		return number;
	}

	/** Where the content of the field begins in the file. */
	int from() {
		return from;
	}

	/** How many bytes the field's content has. */
	int length() {
		return at - from;
	}

	/** The field as a text. */
	String text() {
		return new String(bytes, from, length(), StandardCharsets.UTF_8);
	}

	/** Reads the field as a message, or as an array. */
	WireReader inside() {
		return new WireReader(bytes, from, at);
	}

	/** Whether all of an array has been read. */
	boolean isAtEnd() {
		return at == end;
	}

	/** The next number of an array. */
	long varint() {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			if (at >= end) throw new IndexOutOfBoundsException();
			final byte next = bytes[at++];
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) return value;
		}
	}

	private void skip(final long length) {
		if (length < 0 || length > end - at) throw new IndexOutOfBoundsException();
		at += (int) length;
	}
}

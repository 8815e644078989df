package io.github.kinema.model;

import java.nio.charset.StandardCharsets;

/**
 * Reads the operators' version out of an ONNX file, which ONNX Runtime does not tell.
 * <p>
 * The file is a protocol buffer: {@code ModelProto} holds {@code opset_import} as
 * field 8, whose {@code domain} is field 1 (absent or empty: ONNX itself) and whose
 * {@code version} is field 2.
 * </p>
 */
final class OnnxOpset {

	private static final int OPSET_IMPORT = 8;
	private static final int DOMAIN = 1;
	private static final int VERSION = 2;

	private final byte[] bytes;
	private final int end;
	private int at;

	private OnnxOpset(final byte[] bytes, final int from, final int end) {
		this.bytes = bytes;
		this.end = end;
		at = from;
	}

	/** The version; 0 if the file does not tell, or is none. */
	static int of(final byte[] bytes) {
		try {
			return new OnnxOpset(bytes, 0, bytes.length).model();
		}
		catch (final IndexOutOfBoundsException exc) {
			return 0;
		}
	}

	private int model() {
		int version = 0;
		while (at < end) {
			final long tag = varint();
			if (tag >>> 3 == OPSET_IMPORT && (tag & 7) == 2) {
				final int from = forward(varint());
				version = Math.max(version, new OnnxOpset(bytes, from, at).operators());
			}
			else skip((int) tag & 7);
		}
		return version;
	}

	private int operators() {
		int version = 0;
		boolean ours = true;
		while (at < end) {
			final long tag = varint();
			if (tag >>> 3 == VERSION) version = (int) varint();
			else if (tag >>> 3 == DOMAIN) {
				final int from = forward(varint());
				final String domain = new String(bytes, from, at - from, StandardCharsets.US_ASCII);
				ours = domain.isEmpty() || domain.equals("ai.onnx");
			}
			else skip((int) tag & 7);
		}
		return ours ? version : 0;
	}

	private void skip(final int type) {
		switch (type) {
			case 0 -> varint();
			case 1 -> forward(Long.BYTES);
			case 2 -> forward(varint());
			case 5 -> forward(Integer.BYTES);
			default -> throw new IndexOutOfBoundsException();
		}
	}

	/** @return where it was before */
	private int forward(final long length) {
		if (length < 0 || length > end - at) throw new IndexOutOfBoundsException();
		final int before = at;
		at += (int) length;
		return before;
	}

	private long varint() {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			final byte next = bytes[at++];
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) return value;
		}
	}
}

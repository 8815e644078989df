package io.github.kinema.model;

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

	private OnnxOpset() {}

	/** The version; 0 if the file does not tell, or is none. */
	static int of(final byte[] bytes) {
		try {
			int version = 0;
			final WireReader model = new WireReader(bytes);
			while (model.next())
				if (model.isBytes(OPSET_IMPORT)) version = Math.max(version, operators(model.inside()));
			return version;
		}
		catch (final IndexOutOfBoundsException exc) {
			return 0;
		}
	}

	private static int operators(final WireReader opset) {
		int version = 0;
		boolean ours = true;
		while (opset.next()) {
			if (opset.isNumber(VERSION)) version = (int) opset.number();
			else if (opset.isBytes(DOMAIN)) ours = opset.text().isEmpty() || opset.text().equals("ai.onnx");
		}
		return ours ? version : 0;
	}
}

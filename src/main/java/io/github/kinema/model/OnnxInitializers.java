package io.github.kinema.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that a model has learned, as an ONNX file holds them.
 * <p>
 * The file is a protocol buffer: {@code ModelProto} holds {@code graph} as field 7,
 * whose {@code initializer} is field 5, a {@code TensorProto}: {@code dims} 1,
 * {@code data_type} 2 (1: 32-bit floating point), {@code float_data} 4, {@code name} 8,
 * {@code raw_data} 9. Both kinds of data are little-endian, so that other numbers of
 * the same shape just take their place, and all else stays as it is. Immutable.
 * </p>
 */
final class OnnxInitializers implements Initializers {

	private static final int GRAPH = 7;
	private static final int INITIALIZER = 5;
	private static final int SIZES = 1;
	private static final int TYPE = 2;
	private static final int FLOAT_DATA = 4;
	private static final int NAME = 8;
	private static final int RAW_DATA = 9;
	private static final int FLOAT = 1;

	private final byte[] bytes;
	private final Map<String, Place> places = new LinkedHashMap<>();

	/** Where in the file an array lies. */
	private record Place(long[] shape, int from, int count) {}

	/**
	 * Reads a file.
	 *
	 * @throws IllegalArgumentException if it is broken
	 */
	OnnxInitializers(final byte[] bytes) {
		this.bytes = bytes;
		try {
			final WireReader model = new WireReader(bytes);
			while (model.next()) {
				if (!model.isBytes(GRAPH)) continue;
				final WireReader graph = model.inside();
				while (graph.next())
					if (graph.isBytes(INITIALIZER)) add(graph.inside());
			}
		}
		catch (final IndexOutOfBoundsException exc) {
			throw new IllegalArgumentException("The weights are no ONNX model, or their file is cut off.", exc);
		}
	}

	private void add(final WireReader tensor) {
		final List<Long> sizes = new ArrayList<>();
		String name = "";
		long type = 0;
		int from = 0;
		int length = 0;
		while (tensor.next()) {
			if (tensor.isNumber(SIZES)) sizes.add(tensor.number());
			else if (tensor.isBytes(SIZES)) addAll(tensor.inside(), sizes);
			else if (tensor.isNumber(TYPE)) type = tensor.number();
			else if (tensor.isBytes(NAME)) name = tensor.text();
			else if (tensor.isBytes(FLOAT_DATA) || tensor.isBytes(RAW_DATA)) {
				from = tensor.from();
				length = tensor.length();
			}
		}
		final long count = sizes.stream().reduce(1L, (a, b) -> a * b);
		// NB: what lies in another file, or in pieces, is none of those that can be exchanged.
		if (type == FLOAT && length == Float.BYTES * count) places.put(name, new Place(sizes.stream().mapToLong(Long::longValue)
			.toArray(), from, (int) count));
	}

	private static void addAll(final WireReader packed, final List<Long> sizes) {
		while (!packed.isAtEnd()) sizes.add(packed.varint());
	}

	@Override
	public boolean has(final String name, final long[] shape) {
		return places.containsKey(name) && Arrays.equals(places.get(name).shape(), shape);
	}

	@Override
	public Tensor get(final String name) {
		final Place place = places.get(name);
		if (place == null) throw new IllegalArgumentException("The weights hold no array \"" + name + "\".");
		final float[] values = new float[place.count()];
		buffer(bytes, place).asFloatBuffer().get(values);
		return new Tensor(name, place.shape(), values);
	}

	/**
	 * A copy of the file in which some arrays are exchanged.
	 *
	 * @throws IllegalArgumentException if it has no array of one's name and shape
	 */
	byte[] with(final Collection<Tensor> others) {
		final byte[] copy = bytes.clone();
		for (final Tensor other : others) {
			if (!has(other.id(), other.shape())) throw new IllegalArgumentException("The weights hold no array \"" + other.id() +
				"\" of the shape " + Arrays.toString(other.shape()) + ".");
			buffer(copy, places.get(other.id())).asFloatBuffer().put(other.values());
		}
		return copy;
	}

	private static ByteBuffer buffer(final byte[] file, final Place place) {
		return ByteBuffer.wrap(file, place.from(), Float.BYTES * place.count()).order(ByteOrder.LITTLE_ENDIAN);
	}
}

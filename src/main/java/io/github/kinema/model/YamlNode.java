package io.github.kinema.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A place in a YAML file, whose complaints say where it is. */
final class YamlNode {

	private final String file;
	private final String place;
	private final Object value;

	private YamlNode(final String file, final String place, final Object value) {
		this.file = file;
		this.place = place;
		this.value = value;
	}

	/** @param file its name, for complaints */
	static YamlNode root(final String file, final Object value) {
		return new YamlNode(file, "", value);
	}

	/** Whether anything stands here. */
	boolean isThere() {
		return value != null;
	}

	/** An entry, which may not be there. */
	YamlNode get(final String key) {
		final String name = place.isEmpty() ? key : place + "." + key;
		if (value == null) return new YamlNode(file, name, null);
		if (!(value instanceof Map<?, ?> map)) throw wrong("a list of keys with values");
		return new YamlNode(file, name, map.get(key));
	}

	/** The elements; none if nothing stands here. */
	List<YamlNode> list() {
		if (value == null) return List.of();
		if (!(value instanceof List<?> elements)) throw wrong("a list");
		final List<YamlNode> nodes = new ArrayList<>();
		for (int i = 0; i < elements.size(); i++)
			nodes.add(new YamlNode(file, place + "[" + i + "]", elements.get(i)));
		return nodes;
	}

	/** A text, or a number as one. */
	String text() {
		if (value == null || value instanceof Map || value instanceof List) throw wrong("a text");
		return value.toString();
	}

	/** A text; the given one if nothing stands here. */
	String text(final String otherwise) {
		return value == null ? otherwise : text();
	}

	/** A number. */
	double number() {
		if (value instanceof Number number) return number.doubleValue();
		throw wrong("a number");
	}

	/** A number; the given one if nothing stands here. */
	double number(final double otherwise) {
		return value == null ? otherwise : number();
	}

	/** Whether a whole number stands here. */
	boolean isWhole() {
		return value instanceof Integer;
	}

	/** A whole number of at least {@code minimum}. */
	int whole(final int minimum) {
		if (value instanceof Integer number && number >= minimum) return number;
		throw wrong("a whole number of at least " + minimum);
	}

	/** A whole number of at least {@code minimum}; the given one if nothing stands here. */
	int whole(final int minimum, final int otherwise) {
		return value == null ? otherwise : whole(minimum);
	}

	/** Yes or no; no if nothing stands here. */
	boolean flag() {
		if (value == null || value instanceof Boolean) return Boolean.TRUE.equals(value);
		throw wrong("true or false");
	}

	/** What is wrong here: it is not what it should be. */
	IllegalArgumentException wrong(final String expected) {
		return new IllegalArgumentException(file + ": " + (place.isEmpty() ? "the file" : place) + (value == null
			? " is missing; it should be " : " should be ") + expected + ".");
	}
}

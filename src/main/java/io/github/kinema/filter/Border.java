package io.github.kinema.filter;

/** What lies beyond the border of an image. */
public enum Border {
		/** Nothing: samples there are not valid and do not count. */
		VALID,
		/** The image mirrored, without repeating the pixel at the border: {@code cb|abcd|cb}. */
		MIRROR
}

package io.github.kinema.filter;

/**
 * Indices that follow each other.
 *
 * @param start the first
 * @param count how many
 */
record Span(int start, int count) {

	/** The one behind the last. */
	int end() {
		return start + count;
	}

	/** The smallest that holds both. */
	Span and(final Span other) {
		final int first = Math.min(start, other.start);
		return new Span(first, Math.max(end(), other.end()) - first);
	}

	/** What of a row of that many is looked at here, where it goes on mirrored or ends. */
	Span within(final int length, final boolean mirrored) {
		if (!mirrored || length == 1) {
			final int first = Math.max(0, Math.min(length - 1, start));
			return new Span(first, Math.max(1, Math.min(length, end()) - first));
		}
		if (start >= 0 && end() <= length) return this;
		if (start <= -length || end() >= 2 * length) return new Span(0, length);
		int first = length;
		int last = -1;
		for (int i = start; i < end(); i++) {
			final int index = OperatorShape.mirror(i, length);
			first = Math.min(first, index);
			last = Math.max(last, index);
		}
		return new Span(first, last - first + 1);
	}
}

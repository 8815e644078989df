package io.github.kinema.filter;

/**
 * A part of a result that is computed at a time, over its whole width: planes, or
 * rows of one plane.
 *
 * @param plane the first plane
 * @param planes how many
 * @param row the first row
 * @param rows how many
 */
record Slab(int plane, int planes, int row, int rows) {

	/** Rows of all planes. */
	long size() {
		return (long) planes * rows;
	}
}

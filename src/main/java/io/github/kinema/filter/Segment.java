package io.github.kinema.filter;

/**
 * A rectangle of an image that shares lines with others of the same size, side by
 * side, so that lines of narrow images are long enough for vector instructions.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
record Segment(int x, int y, int width, int height) {}

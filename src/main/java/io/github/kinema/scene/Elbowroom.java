package io.github.kinema.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps things in a plane apart, however many they are. Not thread-safe. */
final class Elbowroom {

	/** Side of a square, in pixels: no two things farther apart than this touch. */
	private static final int SQUARE = 40;

	/** Column, row and radius of what has taken each square. */
	private final Map<Long, List<double[]>> squares = new HashMap<>();

	/** Takes a place, if it is free: a disc may overlap others a little. */
	boolean take(final double x, final double y, final double radius) {
		final long column = (long) Math.floor(x / SQUARE);
		final long row = (long) Math.floor(y / SQUARE);
		for (long j = row - 1; j <= row + 1; j++)
			for (long i = column - 1; i <= column + 1; i++)
				for (final double[] other : squares.getOrDefault(key(i, j), List.of()))
					if (touches(other, x, y, radius)) return false;
		squares.computeIfAbsent(key(column, row), k -> new ArrayList<>()).add(new double[] { x, y, radius });
		return true;
	}

	private static boolean touches(final double[] other, final double x, final double y, final double radius) {
		final double dx = other[0] - x;
		final double dy = other[1] - y;
		final double apart = other[2] + radius;
		return dx * dx + dy * dy < 0.8 * apart * apart;
	}

	private static long key(final long column, final long row) {
		return column << 32 ^ row & 0xFFFFFFFFL;
	}
}

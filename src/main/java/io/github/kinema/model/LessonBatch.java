package io.github.kinema.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Lessons side by side, as a model's twin takes them. Each may be turned: that is
 * another lesson, and as good. Squares can be turned in {@value #TURNS} ways.
 */
final class LessonBatch {

	/** Ways to turn a square, of which 0 leaves it as it is. */
	static final int TURNS = 8;

	private static final int LEFT_RIGHT = 1;
	private static final int UPSIDE_DOWN = 2;
	private static final int TRANSPOSED = 4;
	private static final String ANSWER = "middle";

	private final ModelDescriptor model;
	private final List<Lesson> lessons;
	private final int[] turns;

	/** @param turns how to turn each lesson, 0 to {@value #TURNS} − 1 */
	LessonBatch(final ModelDescriptor model, final List<Lesson> lessons, final int[] turns) {
		this.model = model;
		this.lessons = lessons;
		this.turns = turns;
	}

	/** As they are. */
	LessonBatch(final ModelDescriptor model, final List<Lesson> lessons) {
		this(model, lessons, new int[lessons.size()]);
	}

	/** The inputs of the model in order, then the answers; the first axis of each counts the lessons. */
	List<Tensor> tensors() {
		final int side = model.twin().crop();
		final List<Tensor> tensors = new ArrayList<>();
		for (final ModelTensor input : model.inputs()) {
			final long[] shape = input.shape(side, side);
			shape[0] = lessons.size();
			final float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
			final int size = values.length / lessons.size();
			for (int n = 0; n < lessons.size(); n++) {
				if (!input.isPlane()) Arrays.fill(values, n * size, (n + 1) * size, lessons.get(n).numbers().get(input.id()));
				else for (int c = 0; c < input.channels().size(); c++)
					turn(channel(lessons.get(n), input, c, turns[n]), sign(input.channels().get(c), turns[n]), turns[n], values, n *
						size + c * side * side);
			}
			tensors.add(new Tensor(input.id(), shape, values));
		}
		final float[] answers = new float[lessons.size() * side * side];
		for (int n = 0; n < lessons.size(); n++) turn(lessons.get(n).answer(), 1, turns[n], answers, n * side * side);
		tensors.add(new Tensor(ANSWER, new long[] { lessons.size(), 1, side, side }, answers));
		return tensors;
	}

	/** Transposed, what pointed along x points along y. */
	private static Plane channel(final Lesson lesson, final ModelTensor input, final int c, final int turn) {
		final String name = input.channels().get(c);
		final boolean alongX = name.endsWith("_x");
		if ((turn & TRANSPOSED) == 0 || !alongX && !name.endsWith("_y")) return lesson.planes().get(input.id()).get(c);
		final String other = name.substring(0, name.length() - 1) + (alongX ? "y" : "x");
		return lesson.planes().get(input.id()).get(input.channels().indexOf(other));
	}

	private static float sign(final String name, final int turn) {
		return name.endsWith("_x") && (turn & LEFT_RIGHT) != 0 || name.endsWith("_y") && (turn & UPSIDE_DOWN) != 0 ? -1 : 1;
	}

	private static void turn(final Plane plane, final float sign, final int turn, final float[] target, final int offset) {
		final int side = plane.width();
		for (int y = 0, i = offset; y < side; y++) {
			for (int x = 0; x < side; x++, i++) {
				final int column = (turn & LEFT_RIGHT) == 0 ? x : side - 1 - x;
				final int row = (turn & UPSIDE_DOWN) == 0 ? y : side - 1 - y;
				target[i] = sign * plane.values()[(turn & TRANSPOSED) == 0 ? column + side * row : row + side * column];
			}
		}
	}
}

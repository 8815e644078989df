package io.github.kinema.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.FieldInputs;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.model.Lesson;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Lessons from a stack: of three frames the outer two are the question, with what the
 * method {@code flow} makes of them, and the one between is the answer. Where the
 * stack is long, frames farther apart are asked for, too, and not only their middle.
 * <p>
 * Each lesson is a square of a frame; what a square lacks beyond the border is
 * mirrored. Squares in which nothing moves, or the answer is not a number, teach
 * nothing and are left out; so are frames with a scene cut between them. Holds three
 * frames at a time, and the lessons. To be used by one thread.
 * </p>
 */
public final class StackLessons {

	/** From so many frames on, they are asked for farther apart. */
	private static final int LONG = 16;

	/** How far apart the outer frames may be then. */
	private static final int FARTHEST = 4;

	/** Squares of three frames, if there are frames enough. */
	private static final int SQUARES = 8;

	/** How often a place is drawn for each square that is wanted. */
	private static final int DRAWS = 4;

	private final FrameInterpolator<?> flow;
	private final long others;
	private final CutTest cuts;
	private final ModelDescriptor model;
	private final Random random;

	private record Triplet(long other, long before, long answer, long after) {}

	/**
	 * @param flow reads the stack, and finds motion by the method {@code flow}
	 * @param others length of the axis that is not interpolated
	 * @param cuts where scenes change
	 * @param model whose twin the lessons are for
	 * @param seed of the choice of frames and places
	 */
	public StackLessons(final FrameInterpolator<?> flow, final long others, final CutTest cuts,
		final ModelDescriptor model, final long seed)
	{
		this.flow = flow;
		this.others = others;
		this.cuts = cuts;
		this.model = model;
		random = new Random(seed);
	}

	/**
	 * Makes lessons of a part of the stack.
	 *
	 * @param from the first frame, from 0
	 * @param to the frame after the last
	 * @param count how many at most
	 * @return fewer if there are no more; none if nothing can be learned there
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Lesson> between(final long from, final long to, final int count, final Progress progress) {
		final List<Triplet> triplets = triplets(from, to);
		final int each = Math.max(SQUARES, (count + triplets.size() - 1) / Math.max(1, triplets.size()));
		final List<Lesson> lessons = new ArrayList<>();
		for (final Triplet triplet : triplets) {
			if (lessons.size() >= count) break;
			progress.check();
			if (!cuts.between(triplet.before(), triplet.after())) add(triplet, Math.min(each, count - lessons.size()), lessons,
				progress.silent());
			progress.update((double) lessons.size() / count);
		}
		return lessons;
	}

	/** All there are, in random order. */
	private List<Triplet> triplets(final long from, final long to) {
		final List<Triplet> triplets = new ArrayList<>();
		for (int span = 2; span <= (to - from < LONG ? 2 : FARTHEST); span++)
			for (long before = from; before + span < to; before++)
				for (int middle = 1; middle < span; middle++)
					for (long other = 0; other < others; other++)
						triplets.add(new Triplet(other, before, before + middle, before + span));
		Collections.shuffle(triplets, random);
		return triplets;
	}

	private void add(final Triplet triplet, final int count, final List<Lesson> lessons, final Progress progress) {
		final List<Plane> first = flow.guide(triplet.other(), triplet.before());
		final List<Plane> last = flow.guide(triplet.other(), triplet.after());
		final FlowGuide guide = FlowGuide.of(first, last);
		if (Arrays.equals(guide.first().values(), guide.second().values())) return;
		final Plane answer = FlowGuide.scaled(first, last, flow.guide(triplet.other(), triplet.answer()));
		final Sample sample = Sample.between(triplet.before(), triplet.after(), (double) (triplet.answer() - triplet.before()) /
			(triplet.after() - triplet.before()));
		final DenseField field = flow.motion(triplet.other(), sample, progress).dense(progress);
		final Lesson whole = new Lesson(FieldInputs.planes(model, guide, field), FieldInputs.numbers((float) sample.t()),
			FieldInputs.unit(answer));
		final int side = model.twin().crop();
		for (int draws = 0, found = 0; draws < DRAWS * count && found < count; draws++) {
			final int x = random.nextInt(Math.max(1, answer.width() - side + 1));
			final int y = random.nextInt(Math.max(1, answer.height() - side + 1));
			if (!teaches(guide, answer, x, y, side)) continue;
			lessons.add(whole.square(model, x, y));
			found++;
		}
	}

	/** Whether something moves there, and all of the answer is known. */
	private static boolean teaches(final FlowGuide guide, final Plane answer, final int left, final int top, final int side) {
		boolean moves = false;
		for (int y = top; y < Math.min(answer.height(), top + side); y++) {
			for (int x = left, i = left + y * answer.width(); x < Math.min(answer.width(), left + side); x++, i++) {
				if (!Float.isFinite(answer.values()[i])) return false;
				moves |= guide.first().values()[i] != guide.second().values()[i];
			}
		}
		return moves;
	}
}

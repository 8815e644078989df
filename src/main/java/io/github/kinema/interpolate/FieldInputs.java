package io.github.kinema.interpolate;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.StoredModel;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;

/**
 * What a network is told that corrects a motion field: {@code first} and {@code last},
 * the guides of both frames, 0 to 1 but for outliers; {@code field}, the field to be
 * corrected; and {@code t}.
 */
public final class FieldInputs {

	private static final String FIRST = "first";
	private static final String LAST = "last";
	private static final String FIELD = "field";
	private static final String TIME = "t";

	/** Range of a guide. */
	private static final float GREY = 255;

	private FieldInputs() {}

	/** @throws IllegalArgumentException if a model takes something else */
	static void check(final StoredModel model) {
		final ModelDescriptor descriptor = model.descriptor();
		for (final String id : List.of(FIRST, LAST, FIELD, TIME)) descriptor.input(id);
		if (descriptor.inputs().size() != 4) throw new IllegalArgumentException("The model \"" + model.id() +
			"\" takes more than first, last, field and t.");
		final DenseField none = BlendMethod.still(1, 1, 0.5, new float[1]);
		for (final String channel : descriptor.input(FIELD).channels())
			if (channel(none, channel) == null) throw new IllegalArgumentException("The model \"" + model.id() +
				"\" wants the channel " + channel + " of a motion field, which has none.");
	}

	/** The channels of the inputs that have a size, by their names. */
	public static Map<String, List<Plane>> planes(final ModelDescriptor model, final FlowGuide guide, final DenseField field) {
		return Map.of(FIRST, List.of(unit(guide.first())), LAST, List.of(unit(guide.second())), FIELD, model.input(FIELD)
			.channels().stream().map(channel -> new Plane(field.width(), field.height(), channel(field, channel)))
			.toList());
	}

	/** The other inputs, by their names. */
	public static Map<String, Float> numbers(final float t) {
		return Map.of(TIME, t);
	}

	/** A guide in the unit that the network knows. */
	public static Plane unit(final Plane guide) {
		final Plane unit = new Plane(guide.width(), guide.height());
		for (int i = 0; i < unit.values().length; i++) unit.values()[i] = guide.values()[i] / GREY;
		return unit;
	}

	/**
	 * What a field tells, shape {@code [X, Y]}: {@code to_first_x}, {@code to_first_y}, {@code to_second_x},
	 * {@code to_second_y}, {@code weight}, {@code confidence}; {@code doubt}, the share of another motion that may be the
	 * right one, and {@code doubt_x}, {@code doubt_y}, that motion from the first frame to the second, 0 where there is none.
	 *
	 * @return null if it tells no such thing
	 */
	public static float[] channel(final DenseField field, final String name) {
		return switch (name) {
			case "to_first_x" -> field.toFirstX();
			case "to_first_y" -> field.toFirstY();
			case "to_second_x" -> field.toSecondX();
			case "to_second_y" -> field.toSecondY();
			case "weight" -> field.weight();
			case "confidence" -> field.confidence();
			case "doubt_x" -> doubt(field, other -> difference(other.toSecondX(), other.toFirstX()));
			case "doubt_y" -> doubt(field, other -> difference(other.toSecondY(), other.toFirstY()));
			case "doubt" -> doubtful(field) ? field.alternatives().get(0).share() : new float[field.weight().length];
			default -> null;
		};
	}

	/** NB: plain blending is the last alternative of a field that follows from flows. */
	private static boolean doubtful(final DenseField field) {
		return field.alternatives().size() > 1;
	}

	private static float[] doubt(final DenseField field, final Function<DenseField, float[]> motion) {
		return doubtful(field) ? motion.apply(field.alternatives().get(0).field()) : new float[field.weight().length];
	}

	private static float[] difference(final float[] a, final float[] b) {
		final float[] difference = new float[a.length];
		for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
		return difference;
	}
}

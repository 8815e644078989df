package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A motion field as a network corrects it.
 * <p>
 * The network takes {@link FieldInputs}. It gives the corrected field with
 * {@code log_error}, the natural logarithm of the absolute error that it expects of
 * the frame, in the unit of the guides; and, if it has learned that, what to mix in:
 * {@code classical}, the share of the field that was to be corrected, then
 * {@code still}, that of plain blending; and {@code detail}, how much of the finest
 * detail of all that to keep.
 * </p>
 */
record RefinedField(TiledNetwork network, ModelDescriptor model) {

	private static final String CLASSICAL = "classical";
	private static final String STILL = "still";
	private static final String DETAIL = "detail";
	private static final String LOG_ERROR = "log_error";
	private static final List<String> GIVEN = List.of("to_first_x", "to_first_y", "to_second_x", "to_second_y", "weight",
		LOG_ERROR);

	/** @throws IllegalArgumentException if a model takes or gives something else */
	static void check(final StoredModel model) {
		FieldInputs.check(model);
		final List<String> given = model.descriptor().outputs().get(0).channels();
		if (!given.containsAll(GIVEN)) throw new IllegalArgumentException("The model \"" + model.id() + "\" gives " + String
			.join(", ", given) + ", but a corrected field has " + String.join(", ", GIVEN) + ".");
	}

	/**
	 * Corrects a field.
	 *
	 * @param t 0 (first frame) to 1 (second frame)
	 * @throws IllegalStateException if the network gives no numbers
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	DenseField of(final FlowGuide guide, final DenseField field, final float t, final Progress progress) {
		return corrected(field, network.runFinite(FieldInputs.planes(model, guide, field), FieldInputs.numbers(t), reach(field,
			progress), progress), t);
	}

	private DenseField corrected(final DenseField field, final List<Plane> found, final float t) {
		final List<String> names = model.outputs().get(0).channels();
		final float[][] given = GIVEN.stream().map(name -> found.get(names.indexOf(name)).values()).toArray(float[][]::new);
		final float[] weight = shares(found.get(names.indexOf("weight")));
		final float[] confidence = given[5];
		for (int i = 0; i < confidence.length; i++)
			confidence[i] = ExpectedError.confidence((float) Math.exp(confidence[i]));
		final List<DenseField.Alternative> alternatives = new ArrayList<>();
		if (names.contains(CLASSICAL)) alternatives.addAll(mixed(field, shares(found.get(names.indexOf(CLASSICAL)))));
		if (names.contains(STILL)) alternatives.add(new DenseField.Alternative(BlendMethod.still(field.width(), field
			.height(), t, confidence), shares(found.get(names.indexOf(STILL)))));
		final Optional<float[]> detail = names.contains(DETAIL) ? Optional.of(shares(found.get(names.indexOf(DETAIL))))
			: Optional.empty();
		return new DenseField(field.width(), field.height(), given[0], given[1], given[2], given[3], weight, confidence, field
			.sharpness(), alternatives, detail);
	}

	/**
	 * What to mix in, one after the other, so that in the end a field with all of its own
	 * alternatives has a share.
	 */
	private static List<DenseField.Alternative> mixed(final DenseField field, final float[] share) {
		final List<DenseField.Alternative> parts = new ArrayList<>();
		parts.add(new DenseField.Alternative(field, new float[share.length]));
		for (final DenseField.Alternative part : field.alternatives())
			parts.add(new DenseField.Alternative(part.field(), new float[share.length]));
		final int count = parts.size();
		for (int i = 0; i < share.length; i++) {
			// NB: what is mixed in later leaves less of what came before, so from the last to the first.
			float whole = 1;
			float left = share[i];
			for (int k = count - 1; k >= 0; k--) {
				final float part = k == 0 ? left : left * field.alternatives().get(k - 1).share()[i];
				parts.get(k).share()[i] = whole > 0 ? part / whole : 0;
				whole -= part;
				left -= part;
			}
		}
		return parts;
	}

	/** Shares within 0 and 1. */
	private static float[] shares(final Plane plane) {
		final float[] shares = plane.values();
		for (int i = 0; i < shares.length; i++) shares[i] = Math.max(0, Math.min(1, shares[i]));
		return shares;
	}

	/** How far from its place a pixel of either frame is looked for, by any motion of a field, in pixels. */
	private static int reach(final DenseField field, final Progress progress) {
		int reach = 0;
		for (final Flow flow : List.of(new Flow(field.width(), field.height(), field.toFirstX(), field.toFirstY()), new Flow(field
			.width(), field.height(), field.toSecondX(), field.toSecondY()))) reach = Math.max(reach, flow.reach(progress));
		for (final DenseField.Alternative other : field.alternatives()) reach = Math.max(reach, reach(other.field(), progress));
		return reach;
	}
}

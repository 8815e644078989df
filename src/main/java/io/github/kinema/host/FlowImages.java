package io.github.kinema.host;

import java.util.Arrays;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowColours;

/** The computed flow of a stack as images: as numbers, as colours, its confidence, and arrows over them. */
public final class FlowImages {

	/** Share of the vectors that colours and arrows show in full. */
	private static final double PERCENTILE = 0.999;

	/** Vectors looked at for that. */
	private static final int SAMPLES = 1 << 20;

	private final StackFlow flow;
	private final ImagePlus source;
	private final double scale;
	private final double longest;
	private final FlowArrows arrows;

	/** @param arrows whether arrows are put over the flow and its colours */
	public FlowImages(final StackFlow flow, final ImagePlus source, final boolean arrows) {
		this.flow = flow;
		this.source = source;
		final double[] lengths = lengths();
		longest = lengths[lengths.length - 1];
		scale = FlowLegend.roundedUp(lengths[(int) Math.ceil(PERCENTILE * lengths.length) - 1]);
		this.arrows = arrows ? new FlowArrows(source.getWidth(), source.getHeight(), scale) : null;
	}

	/** Of a sample of all vectors, in order. */
	private double[] lengths() {
		final int pixels = source.getWidth() * source.getHeight();
		// NB: an odd step does not fall into the rhythm of even-sized rows.
		final int step = (int) Math.max(1, (long) pixels * flow.fields() / SAMPLES | 1);
		final double[] lengths = new double[(pixels + step - 1) / step * flow.fields()];
		int n = 0;
		for (int field = 0; field < flow.fields(); field++) {
			final Flow here = flow.field(field);
			for (int i = 0; i < pixels; i += step) lengths[n++] = Math.hypot(here.u()[i], here.v()[i]);
		}
		Arrays.sort(lengths);
		return lengths;
	}

	/** The flow, 32 bit, channels x (to the right) and y (down), in px. */
	public ImagePlus flow(final String title) {
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
		for (int field = 0; field < flow.fields(); field++) {
			stack.addSlice("flow x " + flow.pair(field), flow.field(field).u());
			stack.addSlice("flow y " + flow.pair(field), flow.field(field).v());
		}
		final CompositeImage shown = DivergingColours.show(flow.wrap(title, stack, "px"), Math.max(longest, scale));
		if (arrows != null) shown.setOverlay(arrows(shown));
		return shown;
	}

	/** What the values of {@link #flow} mean. */
	public String flowSentences() {
		return "Channel 1 says how far what a pixel shows moves to the right until the next " + //
			(flow.axis() == StackAxis.TIME ? "frame" : "slice") + ", channel 2 how far it moves down, in px. There is one flow less " +
			"than there are " + (flow.axis() == StackAxis.TIME ? "frames" : "slices") + "." + modelSentence() + arrowSentence();
	}

	/** How far each vector is to be trusted, 32 bit, 0 to 1. */
	public ImagePlus confidence(final String title) {
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
		for (int field = 0; field < flow.fields(); field++)
			stack.addSlice("flow confidence " + flow.pair(field), flow.confidence(field).values());
		final ImagePlus shown = flow.wrap(title, stack, "");
		shown.setDisplayRange(0, 1);
		return shown;
	}

	/** What the values of {@link #confidence} mean. */
	public String confidenceSentences() {
		return "Each value says how far the vector of that pixel is to be trusted, 0 (not at all) to 1: " + (flow.model() == null
			? "whether the flow back leads to the same pixel, times how well both frames agree around it. 0 where it leads out of " +
				"the image."
			: "2 to the power of minus the end-point error in px that the model expects of it, so that an error of 1 px halves it.");
	}

	/**
	 * The flow as colours, with a wheel that explains them as an overlay.
	 *
	 * @throws IllegalStateException if it would not fit into memory
	 */
	public ImagePlus colours(final String title) {
		Memory.require(4L * flow.fields() * source.getWidth() * source.getHeight(), StackFlow.ADVICE);
		final FlowColours colours = new FlowColours(scale);
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
		for (int field = 0; field < flow.fields(); field++) {
			final Flow here = flow.field(field);
			final int[] rgb = new int[here.u().length];
			for (int i = 0; i < rgb.length; i++) rgb[i] = colours.of(here.u()[i], here.v()[i]);
			stack.addSlice("flow " + flow.pair(field), rgb);
		}
		final ImagePlus shown = flow.wrap(title, stack, "");
		final Overlay overlay = arrows == null ? new Overlay() : arrows(shown);
		for (final Roi roi : FlowLegend.wheel(scale, source.getWidth(), source.getHeight())) overlay.add(roi);
		shown.setOverlay(overlay);
		return shown;
	}

	/** What the colours of {@link #colours} mean. */
	public String colourSentences() {
		return "Colours show the flow: the hue is the direction (red right, yellow down, cyan left, blue up), white is no motion, " +
			"full colours are " + FlowLegend.text(scale) + " px until the next " + (flow.axis() == StackAxis.TIME ? "frame" : "slice") +
			" in all of the stack, longer vectors (at most one in a thousand) are darker." + modelSentence() + arrowSentence();
	}

	private String modelSentence() {
		return flow.model() == null ? "" : " A model has corrected what was measured.";
	}

	private String arrowSentence() {
		return arrows == null ? "" : " Arrows are " + FlowLegend.text(arrows.magnification()) + " times as long as the motion.";
	}

	/** NB: what explains arrows is put on top of them. */
	private Overlay arrows(final ImagePlus shown) {
		final Overlay overlay = new Overlay();
		for (int field = 0; field < flow.fields(); field++) {
			final Roi roi = arrows.of(flow.field(field));
			if (shown.getNChannels() > 1 || flow.slices() > 1 && flow.frames() > 1)
				roi.setPosition(0, field % flow.slices() + 1, field / flow.slices() + 1);
			else roi.setPosition(field + 1);
			overlay.add(roi);
		}
		for (final Roi roi : arrows.key(source, flow.axis())) overlay.add(roi);
		return overlay;
	}
}

package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.device.Device;
import io.github.kinema.filter.LabelPlanes;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Refines the labels or probabilities of an ImageJ stack, plane by plane. Memory is
 * a few planes for each label that has others beside it, and the result.
 */
public final class StackLabels {

	/** How sure a pixel of a label image is of its label, where others are in reach. */
	private static final double CERTAINTY = 0.9;

	/** Labels that 8 bit can hold. */
	private static final int MOST_BYTES = 255;

	private final ImagePlus image;
	private final StackImage source;
	private final LabelKind kind;
	private final GuideStack guide;
	private final LabelRefinement refinement;
	private final int reach;
	private final Selection selection;

	/** One plane of labels and the probabilities that go with it. */
	private record Refined(Object labels, List<Plane> probabilities) {}

	/** Reads the first plane of each label. @throws IllegalArgumentException if that is neither labels nor probabilities */
	public StackLabels(final ImagePlus image, final ImagePlus guide, final LabelRefinement.Settings settings,
		final Device device)
	{
		check(image, guide);
		this.image = image;
		source = new StackImage(image);
		kind = LabelKind.of(image, source);
		if (kind == LabelKind.SLICES) GuideStack.checkPlanes(image, 1, guide);
		else GuideStack.checkPlanes(image, image.getNSlices(), guide);
		this.guide = new GuideStack(guide);
		refinement = new LabelRefinement(device, settings);
		reach = (int) Math.ceil(2 * settings.space());
		selection = Selection.area(image);
	}

	/** @throws IllegalArgumentException if the image shows no labels or the guide is of another size */
	public static void check(final ImagePlus image, final ImagePlus guide) {
		LabelKind.checkType(image);
		if (guide == null) return;
		GuideStack.checkOther(image, guide);
		GuideStack.checkSize(image, guide);
		StackImage.checkMixable(guide);
	}

	/**
	 * Refines all planes.
	 *
	 * @return labels and probabilities, new images that look like the source, without provenance
	 * @throws IllegalArgumentException if labels are not whole numbers or probabilities do not add up to 1
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus[] refined(final String labelTitle, final String probabilityTitle, final Progress progress) {
		final ImageStack labels = new ImageStack(source.width(), source.height());
		final Object[] probabilities = new Object[source.size()];
		Memory.require((long) source.size() * source.width() * source.height() * 4, "Work on a part of the stack.");
		final int perFrame = kind == LabelKind.SLICES ? 1 : source.length(StackAxis.SLICES);
		final int channels = kind == LabelKind.LABELS ? source.channels() : 1;
		final int groups = channels * perFrame * source.length(StackAxis.TIME);
		for (int g = 0; g < groups; g++) {
			progress.check();
			final int slice = g / channels % perFrame;
			final int frame = g / channels / perFrame;
			final Refined refined = refine(g % channels, slice, frame, progress.part((double) g / groups, (g + 1.0) / groups));
			final int first = source.index(g % channels, slice, frame);
			labels.addSlice(kind == LabelKind.LABELS ? source.label(first) : null, refined.labels());
			// NB: channels, and slices of one channel, follow each other.
			for (int k = 0; k < refined.probabilities().size(); k++)
				probabilities[first - 1 + k] = refined.probabilities().get(k).values();
		}
		return new ImagePlus[] { wrap(labelTitle, labels), wrapProbabilities(probabilityTitle, probabilities) };
	}

	/** Refines one plane, from 1: of labels, or the probability of one. */
	public Object plane(final int n, final Progress progress) {
		final int[] czt = source.position(n);
		final Refined refined = refine(czt[0], kind == LabelKind.SLICES ? 0 : czt[1], czt[2], progress);
		if (kind == LabelKind.LABELS) return refined.labels();
		return refined.probabilities().get(czt[kind == LabelKind.SLICES ? 1 : 0]).values();
	}

	private Refined refine(final int channel, final int slice, final int frame, final Progress progress) {
		final int slices = kind == LabelKind.SLICES ? 1 : source.length(StackAxis.SLICES);
		final List<Plane> features = guide.features(slice, frame, slices);
		return kind == LabelKind.LABELS ? labels(channel, slice, frame, features, progress)
			: probabilities(slice, frame, features, progress);
	}

	private Refined labels(final int channel, final int slice, final int frame, final List<Plane> features,
		final Progress progress)
	{
		final Plane plane = source.plane(channel, slice, frame);
		final LabelPlanes planes = new LabelPlanes(source.width(), source.height(), LabelKind.labels(plane, image.getTitle()),
			reach, progress);
		Memory.require(4L * planes.count() * 4 * plane.values().length, "There are too many labels beside each other (" +
			planes.count() + " planes). Use a smaller space, or a part of the image.");
		final List<Plane> refined = planes.count() == 1 ? planes.evidence(CERTAINTY, progress)
			: refinement.apply(planes.evidence(CERTAINTY, progress), features, progress);
		final Plane probability = new Plane(source.width(), source.height());
		final int[] labels = planes.labels(refined, probability.values(), progress);
		final Plane numbers = new Plane(source.width(), source.height());
		for (int i = 0; i < labels.length; i++) {
			final boolean inside = inside(i);
			numbers.values()[i] = inside ? labels[i] : plane.values()[i];
			if (!inside) probability.values()[i] = 1;
		}
		return new Refined(PixelArrays.of(source.bitDepth(), numbers), List.of(probability));
	}

	private Refined probabilities(final int slice, final int frame, final List<Plane> features, final Progress progress) {
		final List<Plane> given = kind.planes(source, slice, frame);
		LabelKind.checkProbabilities(given, image.getTitle());
		final List<Plane> refined = new ArrayList<>(refinement.apply(given, features, progress));
		final Plane labels = new Plane(source.width(), source.height());
		for (int i = 0; i < labels.values().length; i++) {
			int most = 0;
			for (int k = 0; k < given.size(); k++) {
				if (!inside(i)) refined.get(k).values()[i] = given.get(k).values()[i];
				if (refined.get(k).values()[i] > refined.get(most).values()[i]) most = k;
			}
			labels.values()[i] = most + 1;
		}
		return new Refined(PixelArrays.of(given.size() > MOST_BYTES ? 16 : 8, labels), refined);
	}

	private boolean inside(final int i) {
		return selection == null || selection.contains(i % source.width(), i / source.width());
	}

	private ImagePlus wrap(final String title, final ImageStack labels) {
		final ResultImage result = ResultImage.like(image, source);
		if (kind == LabelKind.LABELS) return result.wrap(title, labels);
		final ImagePlus wrapped = result.wrapPlain(title, labels, 1, kind == LabelKind.SLICES ? 1 : image.getNSlices(), "");
		wrapped.setLut(LabelColours.lut());
		wrapped.setDisplayRange(0, MOST_BYTES);
		return wrapped;
	}

	private ImagePlus wrapProbabilities(final String title, final Object[] pixels) {
		final ImageStack stack = new ImageStack(source.width(), source.height());
		for (int n = 1; n <= pixels.length; n++) stack.addSlice(source.label(n), pixels[n - 1]);
		final ResultImage result = ResultImage.like(image, source);
		if (kind != LabelKind.LABELS) return result.wrap(title, stack);
		final ImagePlus wrapped = result.wrapPlain(title, stack, image.getNChannels(), image.getNSlices(), "");
		wrapped.setDisplayRange(0, 1);
		return wrapped;
	}
}

package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.filter.GuidedFilter;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Filters an ImageJ stack: each channel guided by itself (the colours of an RGB
 * image by all three), or all of them by another image. Memory is a slab of slices
 * and, unless lazy, the result.
 */
public final class StackFilter {

	private final ImagePlus image;
	private final StackImage source;
	private final GuideStack guide;
	private final GuidedFilter operation;
	private final Selection selection;
	private final Rectangle part;

	/** How the pixels of a filtered image came about. */
	public static final String PIXELS =
		"Every pixel (inside the selection, if there was one) was computed from those around it; none is as measured.";

	/**
	 * @param guide null: the image itself
	 * @param operation what is done to the planes
	 * @throws IllegalArgumentException if guide or selection do not fit the image
	 */
	public StackFilter(final ImagePlus image, final ImagePlus guide, final GuidedFilter operation) {
		this.image = image;
		this.operation = operation;
		check(image, guide);
		source = new StackImage(image);
		this.guide = guide == null ? null : new GuideStack(guide);
		selection = Selection.area(image);
		part = selection == null ? new Rectangle(source.width(), source.height()) : selection.within(operation.margin());
	}

	/**
	 * Makes sure that image and guide can be filtered so.
	 *
	 * @param guide null: the image itself
	 * @throws IllegalArgumentException if they cannot
	 */
	public static void check(final ImagePlus image, final ImagePlus guide) {
		StackImage.checkMixable(image);
		if (guide == null) return;
		GuideStack.checkSize(image, guide);
		GuideStack.checkPlanes(image, image.getNSlices(), guide);
	}

	/**
	 * Makes sure that a window of this radius in pixels is not larger than the image.
	 *
	 * @throws IllegalArgumentException if it is
	 */
	public static void checkRadius(final ImagePlus image, final int radius) {
		final int most = mostRadius(image);
		if (radius > most) throw beyond("radius=" + radius, image, most + ".");
	}

	/** The same for a kernel of so many columns and rows. */
	public static void checkKernel(final ImagePlus image, final int columns, final int rows) {
		final int most = 2 * mostRadius(image) + 1;
		if (Math.max(columns, rows) > most) {
			throw beyond("kernel of " + columns + " x " + rows + " numbers", image, most + " columns and rows.");
		}
	}

	private static int mostRadius(final ImagePlus image) {
		return Math.max(1, Math.max(image.getWidth(), image.getHeight()) - 1);
	}

	private static IllegalArgumentException beyond(final String window, final ImagePlus image, final String most) {
		return new IllegalArgumentException(window + ": the window reaches beyond \"" + image.getTitle() + "\" of " + //
			GuideStack.size(image) + ". Use at most " + most);
	}

	/**
	 * Filters the stack.
	 *
	 * @param lazy whether planes are computed when they are looked at
	 * @return a new image that looks like the source, without provenance
	 * @throws IllegalStateException if memory or the source does not suffice
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus filtered(final String title, final boolean lazy, final Progress progress) {
		final Slabs slabs = new Slabs(source.channels() / group(), slabDepth(lazy));
		final BlockStack stack = new BlockStack(source.width(), source.height(), source.size(), source.bitDepth(), slabs,
			source::label);
		final ImageStack planes = lazy ? stack
			: stack.inMemory("Use lazy, which filters planes when they are looked at or saved.", progress);
		return ResultImage.like(image, source).wrap(title, planes);
	}

	/** Filters one plane, from 1. */
	public Object plane(final int n, final Progress progress) {
		final int[] czt = source.position(n);
		final int first = czt[0] / group() * group();
		return compute(first, czt[1], czt[1] + 1, czt[2], progress)[czt[0] - first];
	}

	/** Channels of the image that are filtered together. */
	private int group() {
		return guide == null ? 1 : source.channels();
	}

	private int slabDepth(final boolean lazy) {
		final int halo = operation.halo();
		// NB: slices that do not depend on each other gain nothing in a slab.
		if (halo == 0) return 1;
		final int slices = source.length(StackAxis.SLICES);
		// NB: who looks at one plane wants to wait for no more than about twice what it depends on.
		final int most = lazy ? Math.min(slices, 2 * halo + 1) : slices;
		// NB: as floats: the channels, their result and the operator's own copies; of another guide, its passes.
		final int features = guide == null ? 0 : guide.features();
		final long plane = 16L * part.width * part.height * (source.colours() * group() + features);
		final long fitting = Memory.free() / 4 / plane - 2L * halo;
		return (int) Math.max(1, Math.min(most, fitting));
	}

	/** Filters a slab of channels {@code first} to {@code first + group() - 1}; all from 0, ends exclusive. */
	private Object[] compute(final int first, final int fromSlice, final int toSlice, final int frame,
		final Progress progress)
	{
		final int slices = source.length(StackAxis.SLICES);
		final int from = Math.max(0, fromSlice - operation.halo());
		final int to = Math.min(slices, toSlice + operation.halo());
		final int colours = source.colours();
		final List<Volume> channels = volumes(part, from, to, z -> IntStream.range(first * colours, (first + group()) *
			colours).mapToObj(c -> source.part(part, c, z, frame)).toList(), progress);
		final List<Volume> features = guide == null ? channels : volumes(part, from, to, z -> guide.features(part, z, frame,
			slices), progress);
		final List<Volume> result = operation.apply(channels, features, progress);
		final List<Object> pixels = new ArrayList<>();
		for (int z = fromSlice; z < toSlice; z++) {
			progress.check();
			for (int c = 0; c < group(); c++) {
				final int at = z - from;
				final Plane[] planes = result.subList(c * colours, (c + 1) * colours).stream() //
					.map(volume -> new Plane(volume.width(), volume.height(), volume.plane(at))).toArray(Plane[]::new);
				final Object computed = PixelArrays.of(source.bitDepth(), planes);
				pixels.add(selection == null ? computed //
					: selection.inside(computed, part, source.pixels(source.index(first + c, z, frame))));
			}
		}
		return pixels.toArray();
	}

	/** Reads a part of slices {@code from} to {@code to - 1}, each of the same planes. */
	static List<Volume> volumes(final Rectangle part, final int from, final int to, final IntFunction<List<Plane>> reader,
		final Progress progress)
	{
		final List<List<Plane>> slices = new ArrayList<>();
		for (int z = from; z < to; z++) {
			// NB: a slice may have to come from a slow disk.
			progress.check();
			slices.add(reader.apply(z));
		}
		return IntStream.range(0, slices.get(0).size()).mapToObj(k -> new Volume(part.width, part.height, slices.stream() //
			.map(planes -> planes.get(k).values()).toList())).toList();
	}

	/** The stack in slabs of slices, of each group of channels in each frame. */
	private final class Slabs implements Blocks {

		private final int groups;
		private final int depth;
		private final int perFrame;

		Slabs(final int groups, final int depth) {
			this.groups = groups;
			this.depth = depth;
			perFrame = (source.length(StackAxis.SLICES) + depth - 1) / depth;
		}

		@Override
		public int count() {
			return groups * perFrame * source.length(StackAxis.TIME);
		}

		@Override
		public int[] planes(final int block) {
			final int first = block / perFrame % groups * group();
			final int from = block % perFrame * depth;
			return IntStream.range(from, to(from)).flatMap(z -> IntStream.range(first, first + group()) //
				.map(c -> source.index(c, z, block / perFrame / groups))).toArray();
		}

		@Override
		public int of(final int plane) {
			final int[] czt = source.position(plane);
			return czt[1] / depth + perFrame * (czt[0] / group() + groups * czt[2]);
		}

		@Override
		public Object[] compute(final int block, final Progress progress) {
			final int from = block % perFrame * depth;
			return StackFilter.this.compute(block / perFrame % groups * group(), from, to(from), block / perFrame / groups,
				progress);
		}

		private int to(final int from) {
			return Math.min(from + depth, source.length(StackAxis.SLICES));
		}
	}
}

package io.github.kinema.filter;

import io.github.kinema.filter.AdaptiveKernel.Inverse;

/** The sums of a pass: what they take, and the numbers that the kernel needs to make them. */
final class KernelSums {

	private final KernelPass pass;
	private final TapTable taps;

	KernelSums(final KernelPass pass) {
		this.pass = pass;
		taps = TapTable.of(pass.operation(), pass.firstOutput(), pass.outputs(), pass.folded());
	}

	KernelPass pass() {
		return pass;
	}

	TapTable taps() {
		return taps;
	}

	/** Rows that a slab must have a multiple of, so that every work item makes the same outputs as without slabs. */
	int multiple() {
		return pass.block() * (pass.block() == 1 ? 1 : taps.step()) * samplesApart();
	}

	/** Outputs from sample to sample. */
	private int samplesApart() {
		return pass.operation().isTransposed() ? pass.operation().stride() : 1;
	}

	SlabLayout layout(final Slab slab) {
		return SlabLayout.of(pass.operation(), pass.shape(), taps, pass.block(), slab);
	}

	/** Pixels of the guide as prepared: those of the samples, or for patches all around them. */
	long features(final SlabLayout layout) {
		return pass.patch() == 0 ? layout.padded() : layout.patches(pass.patch(), samplesApart());
	}

	/** Numbers that a slab takes on the device. */
	long floats(final Slab slab) {
		final SlabLayout layout = layout(slab);
		final int features = pass.shape().features();
		return pass.inputs() * layout.input(pass.shape().width()) + features * layout.guide() + (pass.inputs() + 1) *
			layout.padded() + features * features(layout) + (long) pass.outputs() * slab.size() * pass.shape().outWidth() +
			taps.values().length;
	}

	/** Pairs of outputs and samples of a slab, and what they cost. */
	long steps(final Slab slab) {
		final long samples = (long) taps.tapsX() * taps.tapsY() * taps.tapsZ();
		final long span = 2L * pass.patch() + 1;
		final long each = 1 + pass.shape().features() * span * span / 2 + (long) pass.inputs() * pass.outputs() / 4;
		return slab.size() * pass.shape().outWidth() * samples * each;
	}

	/** What {@code prepare} takes behind its buffers. */
	Object[] preparing(final SlabLayout layout) {
		final OperatorShape shape = pass.shape();
		return new Object[] { layout.paddedWidth(), layout.paddedHeight(), layout.paddedDepth(), layout.originX(), layout
			.originY(), layout.originZ(), shape.width(), shape.height(), shape.depth(), layout.inputRows().start(), layout
				.inputRows().count(), layout.planes().start(), layout.planes().count(), layout.guideWidth(), layout.guideRows()
					.start(), layout.guideRows().count(), samplesApart() };
	}

	/** What {@code prepare_patches} takes behind its buffers. */
	Object[] preparingPatches(final SlabLayout layout) {
		final int apart = samplesApart();
		final int radius = pass.patch();
		return new Object[] { layout.paddedWidth() * apart + 2 * radius, layout.paddedHeight() * apart + 2 * radius, layout
			.paddedDepth(), layout.originX() * apart - radius, layout.originY() * apart - radius, layout.originZ(), layout
				.guideWidth(), layout.guideHeight(), pass.shape().depth(), layout.guideRows().start(), layout.guideRows()
					.count(), layout.planes().start(), layout.planes().count() };
	}

	/** What {@code pixel_adaptive} takes behind its buffers. */
	Object[] summing(final SlabLayout layout) {
		final PixelAdaptive operation = pass.operation();
		final OperatorShape shape = pass.shape();
		final Slab slab = layout.slab();
		final int step = operation.isTransposed() ? 1 : operation.stride();
		final int inputRow = slab.row() / samplesApart() * step - layout.inputRows().start();
		final int guideRow = slab.row() * step - layout.guideRows().start();
		final boolean own = operation.isShared() || operation.inputs() == operation.outputs();
		final Inverse inverse = operation.kernel() instanceof Inverse given ? given : new Inverse(0, 0, false);
		return new Object[] { shape.outWidth(), slab.rows(), slab.planes(), operation.stride(), taps.step(), taps.tapsX(),
			taps.tapsY(), taps.tapsZ(), taps.recordSize(), layout.paddedWidth(), layout.paddedHeight(), layout.paddedDepth(),
			shape.width(), layout.inputRows().count(), layout.planes().count(), inputRow, shape.height() - 1 - layout
				.inputRows().start(), slab.plane() - layout.planes().start(), layout.guideWidth(), layout.guideRows().count(),
			guideRow, -layout.originX() * samplesApart(), slab.row() * step - layout.originY() * samplesApart(), own ? pass
				.firstOutput() - pass.firstInput() : -1, inverse.alpha(), inverse.lambda() / 2 };
	}
}

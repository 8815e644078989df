package io.github.kinema.filter;

import java.util.stream.Stream;

import io.github.kinema.filter.AdaptiveKernel.Gaussian;
import io.github.kinema.filter.AdaptiveKernel.Inverse;

/** The sums of a pass: what they take, and the numbers that the kernel needs to make them. */
final class KernelSums {

	private final KernelPass pass;
	private final TapTable taps;

	KernelSums(final KernelPass pass) {
		this.pass = pass;
		taps = TapTable.of(pass);
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

	/** Samples from output to output. */
	private int outputsApart() {
		return pass.operation().isTransposed() ? 1 : pass.operation().stride();
	}

	SlabLayout layout(final Slab slab) {
		return SlabLayout.of(pass, taps, slab);
	}

	/** Pixels of the guide as prepared: those of the samples, or all that patches around them hold. */
	long features(final SlabLayout layout) {
		return pass.isGaussian() ? layout.padded() : layout.patches(pass.operation().patch(), samplesApart());
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
		final long span = 2L * pass.operation().patch() + 1;
		final long each = 1 + pass.shape().features() * span * span / 2 + (long) pass.inputs() * pass.outputs() / 4;
		return slab.size() * pass.shape().outWidth() * samples * each;
	}

	/** What {@code copy_samples} takes behind its buffers. */
	Object[] samples(final SlabLayout layout) {
		final OperatorShape shape = pass.shape();
		return new Object[] { pass.inputs(), shape.features(), flag(pass.operation().border() == Border.MIRROR), flag(!pass
			.isGaussian()), layout.paddedWidth(), layout.paddedHeight(), layout.paddedDepth(), layout.originX(), layout
				.originY(), layout.originZ(), shape.width(), shape.height(), shape.depth(), layout.inputRows().start(), layout
					.inputRows().count(), layout.planes().start(), layout.planes().count(), layout.guideWidth(), layout
						.guideRows().start(), layout.guideRows().count(), samplesApart() };
	}

	/** What {@code copy_guide} takes behind its buffers; the grid comes second to fourth. */
	Object[] guide(final SlabLayout layout) {
		final int apart = samplesApart();
		final int radius = pass.operation().patch();
		return new Object[] { pass.shape().features(), layout.paddedWidth() * apart + 2 * radius, layout.paddedHeight() *
			apart + 2 * radius, layout.paddedDepth(), layout.originX() * apart - radius, layout.originY() * apart - radius,
			layout.originZ(), layout.guideWidth(), layout.guideHeight(), pass.shape().depth(), layout.guideRows().start(),
			layout.guideRows().count(), layout.planes().start(), layout.planes().count() };
	}

	/** What both kernels take behind their buffers. */
	private Stream<Object> place(final SlabLayout layout) {
		final OperatorShape shape = pass.shape();
		final Slab slab = layout.slab();
		return Stream.of(shape.outWidth(), slab.rows(), slab.planes(), samplesApart(), outputsApart(), taps.step(), taps
			.tapsX(), taps.tapsZ(), taps.recordSize(), layout.paddedWidth(), layout.paddedHeight(), layout.paddedDepth(), shape
				.width(), layout.inputRows().count(), layout.planes().count(), slab.row() / samplesApart() * outputsApart() -
					layout.inputRows().start(), shape.height() - 1 - layout.inputRows().start(), slab.plane() - layout.planes()
						.start());
	}

	/** What {@code adaptive_gaussian} takes behind its buffers. */
	Stream<Object> gaussian(final SlabLayout layout) {
		final int guideRow = layout.slab().row() * outputsApart() - layout.guideRows().start();
		return Stream.concat(place(layout), Stream.of(layout.guideWidth(), layout.guideRows().count(), guideRow, normalised()));
	}

	/** What {@code pixel_adaptive} takes behind its buffers. */
	Stream<Object> general(final SlabLayout layout) {
		final PixelAdaptive operation = pass.operation();
		final boolean own = operation.isShared() || operation.inputs() == operation.outputs();
		final Inverse inverse = operation.kernel() instanceof Inverse given ? given : new Inverse(0, 0, false);
		final int type = operation.kernel() instanceof Gaussian ? 0 : operation.kernel() instanceof Inverse ? 1 : 2;
		return Stream.concat(place(layout), Stream.of(normalised(), taps.tapsY(), pass.inputs(), pass.outputs(), pass.shape()
			.features(), flag(operation.isShared()), own ? pass.firstOutput() - pass.firstInput() : -1, flag(pass.isMean()),
			type, flag(inverse.asymmetric()), flag(operation.isSumNorm()), operation.patch(), -layout.originX() *
				samplesApart(), layout.slab().row() * outputsApart() - layout.originY() * samplesApart(), inverse.alpha(), inverse
					.lambda() / 2));
	}

	private int normalised() {
		return flag(pass.operation().normalisation() != Normalisation.NONE);
	}

	private static int flag(final boolean value) {
		return value ? 1 : 0;
	}
}

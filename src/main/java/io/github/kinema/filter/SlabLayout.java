package io.github.kinema.filter;

/**
 * Where a slab of outputs, and what it is made of, lie.
 *
 * @param slab the outputs
 * @param items work items along y
 * @param paddedWidth columns of samples, with those beyond the border
 * @param paddedHeight rows of these
 * @param paddedDepth planes of these
 * @param originX the first of the columns
 * @param originY the first of the rows
 * @param originZ the first of the planes
 * @param inputRows rows of the input that are looked at
 * @param planes planes of input and guide that are looked at
 * @param guideRows rows of the guide that are looked at
 * @param guideWidth columns of the guide
 * @param guideHeight rows of the whole guide
 */
record SlabLayout(Slab slab, int items, int paddedWidth, int paddedHeight, int paddedDepth, int originX, int originY,
	int originZ, Span inputRows, Span planes, Span guideRows, int guideWidth, int guideHeight)
{

	/** The layout of a slab of a pass. */
	static SlabLayout of(final KernelPass pass, final TapTable taps, final Slab slab) {
		final PixelAdaptive operation = pass.operation();
		final OperatorShape shape = pass.shape();
		final int block = pass.block();
		final boolean transposed = operation.isTransposed();
		final int stride = operation.stride();
		final int phases = transposed ? stride : 1;
		final int step = transposed ? 1 : stride;
		final boolean mirrored = operation.border() == Border.MIRROR;
		final int cells = cover(slab.rows(), phases);
		final int blocks = block == 1 ? cells : cover(cells, block * taps.step()) * taps.step();
		final int width = (cover(shape.outWidth(), phases) - 1) * step + 1 + taps.before()[0] + taps.after()[0];
		final int height = (blocks * block - 1) * step + 1 + taps.before()[1] + taps.after()[1];
		final int radiusZ = taps.tapsZ() / 2;
		final int originY = slab.row() / phases * step - taps.before()[1];
		final int originZ = slab.plane() - radiusZ;
		Span rows = new Span(originY, height).within(shape.height(), mirrored);
		// NB: the input nearest to an output may be the sample behind it.
		if (transposed) rows = rows.and(new Span(slab.row() / phases, cells + 1).within(shape.height(), false));
		final Span planes = new Span(originZ, slab.planes() + 2 * radiusZ).within(shape.depth(), mirrored);
		final int guideWidth = transposed ? shape.outWidth() : shape.width();
		final int guideHeight = transposed ? shape.outHeight() : shape.height();
		Span guideRows = transposed ? new Span(rows.start() * stride, (rows.count() - 1) * stride + 1).and(new Span(slab
			.row(), slab.rows())) : rows;
		if (!pass.isGaussian()) {
			guideRows = guideRows.and(new Span(originY * phases - operation.patch(), height * phases + 2 * operation.patch())
				.within(guideHeight, true));
		}
		return new SlabLayout(slab, blocks * phases, width, height, slab.planes() + 2 * radiusZ, -taps.before()[0], originY,
			originZ, rows, planes, guideRows, guideWidth, guideHeight);
	}

	/** Samples, with those beyond the border. */
	long padded() {
		return (long) paddedWidth * paddedHeight * paddedDepth;
	}

	/** Pixels of the padded guide for patches of that radius, of a guide so many times as fine as the samples. */
	long patches(final int radius, final int fineness) {
		return (paddedWidth * (long) fineness + 2L * radius) * (paddedHeight * (long) fineness + 2L * radius) * paddedDepth;
	}

	/** Samples of the input that are looked at. */
	long input(final int width) {
		return (long) width * inputRows.count() * planes.count();
	}

	/** Pixels of the guide that are looked at. */
	long guide() {
		return (long) guideWidth * guideRows.count() * planes.count();
	}

	private static int cover(final int length, final int size) {
		return (int) (((long) length + size - 1) / size);
	}
}

package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The sums of joint upsampling on a device that runs kernels, in bands of rows. */
final class KernelJointSum implements JointSum {

	/** Channels that are upsampled at a time. */
	private static final int MOST_CHANNELS = 4;

	private static final KernelSource SOURCE = new KernelSource("joint_sum", Map.of("CHANNELS", "" + MOST_CHANNELS),
		true);

	private final KernelDevice device;

	KernelJointSum(final KernelDevice device) {
		this.device = device;
	}

	@Override
	public Means apply(final JointSamples samples, final List<Plane> guide, final Settings settings,
		final Progress progress)
	{
		progress.check();
		final Means means = new Means(new ArrayList<>(), new ArrayList<>());
		final int channels = samples.values().size();
		for (int c = 0; c < channels; c++) {
			means.byDistance().add(new Plane(guide.get(0).width(), guide.get(0).height()));
			means.byGuide().add(new Plane(guide.get(0).width(), guide.get(0).height()));
		}
		for (int first = 0; first < channels; first += MOST_CHANNELS) {
			final int end = Math.min(channels, first + MOST_CHANNELS);
			final JointSamples some = samples.with(samples.values().subList(first, end));
			final Means made = new Means(means.byDistance().subList(first, end), means.byGuide().subList(first, end));
			new Slabs(device, new RowBands(some, guide, settings, made, progress), 1, guide.get(0).height(), 1, progress.part(
				first / (double) channels, end / (double) channels)).run();
		}
		return means;
	}

	/** Makes bands of rows. */
	private record RowBands(JointSamples samples, List<Plane> guide, Settings settings, Means means, Progress progress)
			implements Slabs.Work
	{

		private SampleGrid columns() {
			return new SampleGrid(samples.certainty().width(), guide.get(0).width());
		}

		private SampleGrid rows() {
			return new SampleGrid(samples.certainty().height(), guide.get(0).height());
		}

		/** Rows of samples that a band looks at. */
		private Span low(final Slab slab) {
			final int first = rows().nearest(slab.row()) - settings.radius();
			final int last = rows().nearest(slab.row() + slab.rows() - 1) + settings.radius();
			return new Span(first, last - first + 1).within(rows().low(), false);
		}

		/** What of low-resolution samples goes to the device. */
		private List<Plane> lowPlanes() {
			final List<Plane> planes = new ArrayList<>(samples.features());
			planes.add(samples.spread());
			planes.add(samples.certainty());
			planes.addAll(samples.values());
			return planes;
		}

		@Override
		public long bytes(final Slab slab) {
			final long low = (long) lowPlanes().size() * columns().low() * low(slab).count();
			final long high = (guide.size() + 2L * samples.values().size()) * slab.rows() * columns().high();
			final long tables = (2L * settings.radius() + 2) * (columns().high() + slab.rows());
			return (low + high + tables) * Float.BYTES;
		}

		@Override
		public long steps(final Slab slab) {
			final long window = (2L * settings.radius() + 1) * (2L * settings.radius() + 1);
			return slab.size() * columns().high() * window * (2 + guide.size() + samples.values().size());
		}

		@Override
		public Slabs.Runner open(final DeviceScope scope) {
			final List<DeviceBuffer> buffers = new ArrayList<>();
			return new Slabs.Runner() {

				@Override
				public void run(final Slab slab) {
					clear();
					make(scope, slab, buffers);
				}

				@Override
				public void clear() {
					buffers.forEach(DeviceBuffer::release);
					buffers.clear();
				}
			};
		}

		private void make(final DeviceScope scope, final Slab slab, final List<DeviceBuffer> buffers) {
			final Span low = low(slab);
			final int width = columns().high();
			final int channels = samples.values().size();
			buffers.add(upload(scope, guide, new Span(slab.row(), slab.rows())));
			buffers.add(upload(scope, lowPlanes(), low));
			buffers.add(scope.upload(steps(columns(), new Span(0, width), 0)));
			buffers.add(scope.upload(steps(rows(), new Span(slab.row(), slab.rows()), low.start())));
			final int size = width * slab.rows();
			final DeviceBuffer output = scope.allocate(2L * channels * size);
			buffers.add(output);
			// NB: for K as a power of two.
			final float scale = (float) (Math.sqrt(0.5 / Math.log(2)) / settings.range());
			scope.run(scope.kernel(SOURCE, "joint_sum"), width, slab.rows(), 1, buffers.get(0), buffers.get(1), buffers.get(2),
				buffers.get(3), output, width, slab.rows(), columns().low(), low.count(), guide.size(), channels, settings
					.radius(), scale, BLIND);
			for (int c = 0; c < channels; c++) {
				scope.download(output, (long) c * size, means.byDistance().get(c).values(), slab.row() * width, size);
				scope.download(output, (long) (channels + c) * size, means.byGuide().get(c).values(), slab.row() * width, size);
			}
		}

		private DeviceBuffer upload(final DeviceScope scope, final List<Plane> planes, final Span rows) {
			final int width = planes.get(0).width();
			final int count = width * rows.count();
			final DeviceBuffer buffer = scope.allocate((long) count * planes.size());
			for (int p = 0; p < planes.size(); p++) {
				progress.check();
				scope.upload(planes.get(p).values(), rows.start() * width, buffer, (long) p * count, count);
			}
			return buffer;
		}

		/** For pixels along an axis, the nearest sample, counted from one, and the weights of the steps from it. */
		private float[] steps(final SampleGrid grid, final Span pixels, final int from) {
			final int count = pixels.count();
			final float[] table = new float[(2 * settings.radius() + 2) * count];
			for (int i = 0; i < count; i++) {
				final int pixel = pixels.start() + i;
				table[i] = grid.nearest(pixel) - from;
				for (int step = -settings.radius(); step <= settings.radius(); step++) {
					table[(step + settings.radius() + 1) * count + i] = grid.weight(step, pixel, settings
						.space());
				}
			}
			return table;
		}
	}
}

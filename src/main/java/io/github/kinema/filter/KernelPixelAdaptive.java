package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** The operator on a device that runs kernels. */
final class KernelPixelAdaptive implements PixelAdaptiveOperator {

	private final KernelDevice device;

	KernelPixelAdaptive(final KernelDevice device) {
		this.device = device;
	}

	@Override
	public List<Volume> apply(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide,
		final Progress progress)
	{
		final OperatorShape shape = OperatorShape.of(operation, input, guide);
		progress.check();
		final List<Volume> output = new ArrayList<>();
		for (int o = 0; o < shape.outputs(); o++) {
			output.add(new Volume(shape.outWidth(), shape.outHeight(), shape.depth()));
		}
		final List<KernelPass> passes = passes(operation, shape, input, progress);
		final List<KernelSums> sums = passes.stream().map(KernelSums::new).toList();
		final int multiple = sums.stream().mapToInt(KernelSums::multiple).max().getAsInt();
		new Slabs(device, new Slabs.Work() {

			@Override
			public long bytes(final Slab slab) {
				return sums.stream().mapToLong(sum -> sum.floats(slab)).max().getAsLong() * Float.BYTES;
			}

			@Override
			public long steps(final Slab slab) {
				return sums.stream().mapToLong(sum -> sum.steps(slab)).sum();
			}

			@Override
			public Slabs.Runner open(final DeviceScope scope) {
				return new KernelSlab(scope, sums, input, guide, output, progress);
			}
		}, shape.depth(), shape.outHeight(), multiple, progress).run();
		progress.update(1);
		return output;
	}

	private List<KernelPass> passes(final PixelAdaptive operation, final OperatorShape shape,
		final List<Volume> input, final Progress progress)
	{
		final List<KernelPass> passes = new ArrayList<>();
		// NB: under one filter, each channel has valid samples of its own; where they are the same, K serves several.
		final int most = !operation.isShared() || areAlike(input, progress) ? KernelPass.MOST_OUTPUTS : 1;
		for (int first = 0; first < shape.outputs(); first += most) {
			final int count = Math.min(most, shape.outputs() - first);
			passes.add(operation.isShared() ? KernelPass.of(operation, shape, first, count, first, count, device
				.isHost()) : KernelPass.of(operation, shape, 0, shape.inputs(), first, count, device.isHost()));
		}
		return passes;
	}

	/** Whether all channels are known at the same pixels. */
	private static boolean areAlike(final List<Volume> input, final Progress progress) {
		for (int c = 1; c < input.size(); c++) {
			for (int z = 0; z < input.get(c).depth(); z++) {
				progress.check();
				if (!areAlike(input.get(0).plane(z), input.get(c).plane(z))) return false;
			}
		}
		return true;
	}

	private static boolean areAlike(final float[] first, final float[] second) {
		for (int i = 0; i < first.length; i++) {
			if (Float.isFinite(first[i]) != Float.isFinite(second[i])) return false;
		}
		return true;
	}
}

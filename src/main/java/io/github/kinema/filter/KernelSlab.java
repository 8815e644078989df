package io.github.kinema.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Makes slabs of outputs in one scope, pass by pass. Keeps its buffers from slab to slab. */
final class KernelSlab implements Slabs.Runner {

	private static final DeviceBuffer[] NONE = {};

	private static final KernelSource SAMPLES = new KernelSource("pixel_adaptive_samples");

	private final DeviceScope scope;
	private final List<KernelSums> passes;
	private final List<Volume> input;
	private final List<Volume> guide;
	private final List<Volume> output;
	private final Progress progress;
	private final Map<Use, DeviceBuffer> buffers = new HashMap<>();
	private final Map<KernelSums, DeviceBuffer[]> tables = new HashMap<>();
	private final Map<Use, Part> copied = new HashMap<>();

	/** What a buffer holds. */
	private enum Use {
			INPUT, GUIDE, VALUES, FEATURES, MASK, OUTPUT
	}

	/** A part of an image: these channels, rows and planes. */
	private record Part(List<Volume> channels, Span rows, Span planes) {}

	KernelSlab(final DeviceScope scope, final List<KernelSums> passes, final List<Volume> input,
		final List<Volume> guide, final List<Volume> output, final Progress progress)
	{
		this.scope = scope;
		this.passes = passes;
		this.input = input;
		this.guide = guide;
		this.output = output;
		this.progress = progress;
		// NB: before the first slab, so that its time is that of computing.
		for (final KernelSums sums : passes) scope.kernel(sums.pass().source(), sums.pass().function());
	}

	@Override
	public void clear() {
		copied.clear();
		buffers.values().forEach(DeviceBuffer::release);
		buffers.clear();
		for (final DeviceBuffer[] table : tables.values()) for (final DeviceBuffer buffer : table) buffer.release();
		tables.clear();
	}

	@Override
	public void run(final Slab slab) {
		for (final KernelSums sums : passes) {
			progress.check();
			fetch(compute(sums, sums.layout(slab)), sums.pass(), slab);
		}
	}

	/** Copies what is not there yet, and enqueues the sums of a pass. */
	DeviceBuffer compute(final KernelSums sums, final SlabLayout layout) {
		final KernelPass pass = sums.pass();
		final List<Volume> channels = input.subList(pass.firstInput(), pass.firstInput() + pass.inputs());
		final Part inputPart = new Part(channels, layout.inputRows(), layout.planes());
		final Part guidePart = new Part(guide, layout.guideRows(), layout.planes());
		final DeviceBuffer inputs = copy(Use.INPUT, inputPart);
		// NB: a filter guided by what it filters needs it only once.
		final DeviceBuffer guides = guide.isEmpty() || guidePart.equals(inputPart) ? inputs : copy(Use.GUIDE, guidePart);
		final DeviceBuffer values = buffer(Use.VALUES, pass.inputs() * layout.padded());
		final DeviceBuffer features = buffer(Use.FEATURES, pass.shape().features() * sums.features(layout));
		final DeviceBuffer mask = buffer(Use.MASK, pass.isGaussian() ? 1 : layout.padded());
		final DeviceBuffer outputs = buffer(Use.OUTPUT, pass.outputs() * layout.slab().size() * pass.shape().outWidth());
		run(SAMPLES, "copy_samples", layout.paddedWidth(), layout.paddedHeight(), layout.paddedDepth(), Stream.of(inputs,
			guides, values, features, mask), Stream.of(sums.samples(layout)));
		final Stream<Object> tables = Stream.of(tables(sums));
		if (pass.isGaussian()) {
			run(pass.source(), pass.function(), pass.shape().outWidth(), layout.items(), layout.slab().planes(), Stream
				.concat(Stream.of(inputs, guides, values, features), Stream.concat(tables, Stream.of(outputs))), sums.gaussian(
					layout));
		}
		else {
			final Object[] numbers = sums.guide(layout);
			if (!guide.isEmpty()) run(SAMPLES, "copy_guide", (int) numbers[1], (int) numbers[2], (int) numbers[3], Stream.of(
				guides, features), Stream.of(numbers));
			run(pass.source(), pass.function(), pass.shape().outWidth(), layout.items(), layout.slab().planes(), Stream.concat(
				Stream.of(inputs, values, mask, features), Stream.concat(tables, Stream.of(outputs))), sums.general(layout));
		}
		return outputs;
	}

	private void run(final KernelSource source, final String function, final int x, final int y, final int z,
		final Stream<Object> buffers, final Stream<Object> numbers)
	{
		scope.run(scope.kernel(source, function), x, y, z, Stream.concat(buffers, numbers).toArray());
	}

	private DeviceBuffer[] tables(final KernelSums sums) {
		DeviceBuffer[] table = tables.getOrDefault(sums, NONE);
		if (table == NONE) {
			table = new DeviceBuffer[] { scope.upload(sums.taps().values()), scope.upload(sums.pass().scales()), scope.upload(
				sums.pass().biases()) };
			tables.put(sums, table);
		}
		return table;
	}

	private DeviceBuffer buffer(final Use use, final long floats) {
		final DeviceBuffer old = buffers.get(use);
		if (old != null && old.size() >= floats) return old;
		if (old != null) old.release();
		buffers.remove(use);
		copied.remove(use);
		final DeviceBuffer made = scope.allocate(Math.max(1, floats));
		buffers.put(use, made);
		return made;
	}

	/** A buffer with a part of an image, copied unless it is there. */
	private DeviceBuffer copy(final Use use, final Part part) {
		final int width = part.channels().get(0).width();
		final int count = width * part.rows().count();
		final DeviceBuffer buffer = buffer(use, (long) count * part.planes().count() * part.channels().size());
		if (part.equals(copied.get(use))) return buffer;
		copied.remove(use);
		long to = 0;
		for (final Volume channel : part.channels()) {
			for (int z = part.planes().start(); z < part.planes().end(); z++, to += count) {
				progress.check();
				scope.upload(channel.plane(z), part.rows().start() * width, buffer, to, count);
			}
		}
		copied.put(use, part);
		return buffer;
	}

	private void fetch(final DeviceBuffer outputs, final KernelPass pass, final Slab slab) {
		final int width = pass.shape().outWidth();
		final int count = width * slab.rows();
		long from = 0;
		for (final Volume channel : output.subList(pass.firstOutput(), pass.firstOutput() + pass.outputs())) {
			for (int z = slab.plane(); z < slab.plane() + slab.planes(); z++, from += count) {
				scope.download(outputs, from, channel.plane(z), slab.row() * width, count);
			}
		}
	}
}

package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A motion field in the memory of a device, and what it takes to render channels one by one. */
final class KernelRendering {

	/** Planes in memory, at most: 15 of the field, both frames, the result, the same softened, both sides' samples. */
	static final int PLANES = 23;

	private static final KernelSource SOURCE = new KernelSource("synthesis", Map.of( //
		"STEPS", Integer.toString(LanczosKernel.STEPS), "REACH", Integer.toString(Sampler.KERNEL.reach()), //
		"RADIUS", Integer.toString(JavaSynthesis.RADIUS), "CHANCE", JavaSynthesis.CHANCE + "f", //
		"NEGLIGIBLE", JavaSynthesis.NEGLIGIBLE + "f"), true);

	private static final float[] WEIGHTS = Sampler.KERNEL.table();

	/** How much longer sampling by the kernel takes than a plain pass, about. */
	private static final int SAMPLE_COST = 16;

	private final DeviceScope scope;
	private final KernelPasses passes;
	private final int width;
	private final int height;
	private final List<DeviceField> motions;
	private final float sharpness;
	private final Optional<DeviceBuffer> detail;
	private final DeviceBuffer weights;
	private final DeviceBuffer first;
	private final DeviceBuffer second;
	private final DeviceBuffer out;
	private final Optional<DeviceBuffer> softened;
	private final DeviceBuffer[] samples = new DeviceBuffer[4];

	KernelRendering(final DeviceScope scope, final MotionField field, final Progress progress) {
		this.scope = scope;
		passes = new KernelPasses(scope, SOURCE, progress);
		width = field.width();
		height = field.height();
		if (field instanceof FlowField flow) {
			motions = new KernelFlowField(scope, width, height, progress).of(flow);
			sharpness = flow.motion().sharpness();
			detail = Optional.empty();
		}
		else {
			final DenseField dense = field.dense(progress);
			motions = DeviceField.upload(scope, dense, progress);
			sharpness = dense.sharpness();
			detail = dense.detail().map(scope::upload);
		}
		weights = scope.upload(WEIGHTS);
		final long size = (long) width * height;
		first = scope.allocate(size);
		second = scope.allocate(size);
		out = scope.allocate(size);
		softened = detail.map(values -> scope.allocate(size));
		if (sharpness > 0) Arrays.setAll(samples, i -> scope.allocate(size));
	}

	/** Renders a channel. */
	Plane of(final Plane one, final Plane other) {
		scope.upload(one.values(), 0, first, 0, one.values().length);
		scope.upload(other.values(), 0, second, 0, other.values().length);
		if (sharpness > 0) sharp(motions.get(0));
		else moved("blend", motions.get(0));
		for (final DeviceField alternative : motions.subList(1, motions.size())) {
			moved("mix_in", alternative, alternative.share());
		}
		final Plane result = new Plane(width, height);
		softened.ifPresent(soft -> passes.run("soften", 4, width, height, out, detail.orElseThrow(), soft, width, height));
		scope.download(softened.orElse(out), result.values());
		return result;
	}

	private void sharp(final DeviceField motion) {
		passes.run("sample", SAMPLE_COST, width, height, first, weights, motion.toFirstX(), motion.toFirstY(), //
			samples[0], samples[1], width, height);
		passes.run("sample", SAMPLE_COST, width, height, second, weights, motion.toSecondX(), motion.toSecondY(), //
			samples[2], samples[3], width, height);
		passes.run("combine", 4, width, height, samples[0], samples[1], samples[2], samples[3], motion.weight(), out, //
			width, height, sharpness);
	}

	private void moved(final String function, final DeviceField motion, final DeviceBuffer... shares) {
		final List<Object> arguments = new ArrayList<>(List.of(first, second, motion.toFirstX(), motion.toFirstY(), //
			motion.toSecondX(), motion.toSecondY(), motion.weight(), out, width, height));
		arguments.addAll(Arrays.asList(shares));
		passes.run(function, 2, width, height, arguments.toArray());
	}
}

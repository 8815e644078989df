package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The synthesis on a device that runs kernels: what {@link JavaSynthesis} does. */
final class KernelSynthesis implements Synthesis {

	private static final KernelSource SOURCE = new KernelSource("synthesis", Map.of( //
		"STEPS", Integer.toString(Kernel.STEPS), "REACH", Integer.toString(Sampler.KERNEL.reach()), //
		"RADIUS", Integer.toString(JavaSynthesis.RADIUS), "CHANCE", JavaSynthesis.CHANCE + "f", //
		"NEGLIGIBLE", JavaSynthesis.NEGLIGIBLE + "f"), true);

	private static final float[] WEIGHTS = Sampler.KERNEL.table();

	/** Planes that are in memory at a time, but for the field: both frames, the result, both sides' samples. */
	private static final int PLANES = 7;

	/** Planes of a field, and of each of its alternatives, at most. */
	private static final int FIELD_PLANES = 6;

	/** How much longer sampling by the kernel takes than a plain pass, about. */
	private static final int SAMPLE_COST = 16;

	private final KernelDevice device;

	KernelSynthesis(final KernelDevice device) {
		this.device = device;
	}

	@Override
	public List<Plane> render(final List<Plane> first, final List<Plane> second, final MotionField field,
		final Progress progress)
	{
		field.requireSizes(first, second);
		try (DeviceScope scope = device.open()) {
			final Rendering rendering = new Rendering(scope, field, progress);
			final List<Plane> planes = new ArrayList<>(first.size());
			for (int c = 0; c < first.size(); c++) planes.add(rendering.of(first.get(c), second.get(c)));
			return planes;
		}
		catch (final DeviceMemoryException exc) {
			throw exc.of("Rendering " + field.width() + " x " + field.height() + " pixels", device, //
				(PLANES + FIELD_PLANES * (1L + field.alternatives().size())) * field.width() * field.height());
		}
	}

	/** A field in the memory of the device, and what it takes to render the channels one by one. */
	private static final class Rendering {

		private final DeviceScope scope;
		private final MotionField field;
		private final Progress progress;
		private final KernelPasses passes;
		private final Map<float[], DeviceBuffer> uploads = new IdentityHashMap<>();
		private final DeviceBuffer first;
		private final DeviceBuffer second;
		private final DeviceBuffer out;
		private final DeviceBuffer[] samples = new DeviceBuffer[4];

		Rendering(final DeviceScope scope, final MotionField field, final Progress progress) {
			this.scope = scope;
			this.field = field;
			this.progress = progress;
			passes = new KernelPasses(scope, SOURCE, progress);
			final long size = (long) field.width() * field.height();
			first = scope.allocate(size);
			second = scope.allocate(size);
			out = scope.allocate(size);
			if (field.sharpness() > 0) Arrays.setAll(samples, i -> scope.allocate(size));
		}

		Plane of(final Plane one, final Plane other) {
			scope.upload(one.values(), 0, first, 0, one.values().length);
			scope.upload(other.values(), 0, second, 0, other.values().length);
			if (field.sharpness() > 0) sharp();
			else moved("blend", field);
			for (final MotionField.Alternative alternative : field.alternatives()) {
				moved("mix_in", alternative.field(), on(alternative.share()));
			}
			final Plane result = new Plane(field.width(), field.height());
			scope.download(out, result.values());
			return result;
		}

		private void sharp() {
			final DeviceBuffer weights = on(WEIGHTS);
			passes.run("sample", SAMPLE_COST, field.width(), field.height(), first, weights, on(field.toFirstX()), //
				on(field.toFirstY()), samples[0], samples[1], field.width(), field.height());
			passes.run("sample", SAMPLE_COST, field.width(), field.height(), second, weights, on(field.toSecondX()), //
				on(field.toSecondY()), samples[2], samples[3], field.width(), field.height());
			passes.run("combine", 4, field.width(), field.height(), samples[0], samples[1], samples[2], samples[3], //
				on(field.weight()), out, field.width(), field.height(), field.sharpness());
		}

		private void moved(final String function, final MotionField motion, final DeviceBuffer... shares) {
			final List<Object> arguments = new ArrayList<>(List.of(first, second, on(motion.toFirstX()), //
				on(motion.toFirstY()), on(motion.toSecondX()), on(motion.toSecondY()), on(motion.weight()), out, //
				field.width(), field.height()));
			Collections.addAll(arguments, shares);
			passes.run(function, 2, field.width(), field.height(), arguments.toArray());
		}

		/** Copies an array to the device, once, even if it stands for several. */
		private DeviceBuffer on(final float[] values) {
			progress.check();
			return uploads.computeIfAbsent(values, scope::upload);
		}
	}
}

package io.github.kinema.interpolate;

import java.util.IdentityHashMap;
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
		"NEGLIGIBLE", JavaSynthesis.NEGLIGIBLE + "f"));

	/** Planes that are in memory at a time, at most: both frames, the result, a field, both sides' samples. */
	private static final int PLANES = 12;

	/** How much longer sampling by the kernel takes than a plain pass, about. */
	private static final int SAMPLE_COST = 16;

	private final KernelDevice device;

	KernelSynthesis(final KernelDevice device) {
		this.device = device;
	}

	@Override
	public Plane render(final Plane first, final Plane second, final MotionField field, final Progress progress) {
		field.requireSize(first, second);
		try (DeviceScope scope = device.open()) {
			final Rendering rendering = new Rendering(scope, progress, first, second);
			if (field.sharpness() > 0) rendering.sharp(field);
			else rendering.soft(field);
			for (final MotionField.Alternative alternative : field.alternatives()) rendering.mix(alternative);
			final Plane out = new Plane(field.width(), field.height());
			scope.download(rendering.out, out.values());
			return out;
		}
		catch (final DeviceMemoryException exc) {
			throw exc.of("Rendering " + field.width() + " x " + field.height() + " pixels", device, //
				(long) PLANES * first.values().length);
		}
	}

	/** One plane on its way. */
	private static final class Rendering {

		private final DeviceScope scope;
		private final Progress progress;
		private final KernelPasses passes;
		private final int width;
		private final int height;
		private final DeviceBuffer first;
		private final DeviceBuffer second;
		private final DeviceBuffer out;

		Rendering(final DeviceScope scope, final Progress progress, final Plane first, final Plane second) {
			this.scope = scope;
			this.progress = progress;
			passes = new KernelPasses(scope, SOURCE, progress);
			width = first.width();
			height = first.height();
			this.first = scope.upload(first.values());
			this.second = scope.upload(second.values());
			out = scope.allocate(first.values().length);
		}

		void sharp(final MotionField field) {
			final Uploads uploads = new Uploads();
			final DeviceBuffer weights = uploads.of(Sampler.KERNEL.table());
			final DeviceBuffer[] samples = new DeviceBuffer[4];
			for (int i = 0; i < samples.length; i++) samples[i] = scope.allocate(out.size());
			passes.run("sample", SAMPLE_COST, width, height, first, weights, uploads.of(field.toFirstX()), //
				uploads.of(field.toFirstY()), samples[0], samples[1], width, height);
			passes.run("sample", SAMPLE_COST, width, height, second, weights, uploads.of(field.toSecondX()), //
				uploads.of(field.toSecondY()), samples[2], samples[3], width, height);
			passes.run("combine", 4, width, height, samples[0], samples[1], samples[2], samples[3], //
				uploads.of(field.weight()), out, width, height, field.sharpness());
			uploads.release();
			for (final DeviceBuffer sample : samples) sample.release();
		}

		void soft(final MotionField field) {
			final Uploads uploads = new Uploads();
			passes.run("blend", 2, width, height, first, second, uploads.of(field.toFirstX()), //
				uploads.of(field.toFirstY()), uploads.of(field.toSecondX()), uploads.of(field.toSecondY()), //
				uploads.of(field.weight()), out, width, height);
			uploads.release();
		}

		void mix(final MotionField.Alternative alternative) {
			final MotionField field = alternative.field();
			final Uploads uploads = new Uploads();
			passes.run("mix_in", 2, width, height, first, second, uploads.of(field.toFirstX()), //
				uploads.of(field.toFirstY()), uploads.of(field.toSecondX()), uploads.of(field.toSecondY()), //
				uploads.of(field.weight()), out, width, height, uploads.of(alternative.share()));
			uploads.release();
		}

		/** What one pass needs of a field; an array that stands for several is copied once. */
		private final class Uploads {

			private final Map<float[], DeviceBuffer> buffers = new IdentityHashMap<>();

			DeviceBuffer of(final float[] values) {
				progress.check();
				return buffers.computeIfAbsent(values, scope::upload);
			}

			void release() {
				buffers.values().forEach(DeviceBuffer::release);
			}
		}
	}
}

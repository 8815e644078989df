package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The synthesis on a device that runs kernels: what {@link JavaSynthesis} does. A
 * {@link FlowField} is worked out there, too.
 */
final class KernelSynthesis implements Synthesis {

	private final KernelDevice device;

	KernelSynthesis(final KernelDevice device) {
		this.device = device;
	}

	@Override
	public List<Plane> render(final List<Plane> first, final List<Plane> second, final MotionField field,
		final Progress progress)
	{
		Channels.requireSizes(field, first, second);
		try (DeviceScope scope = device.open()) {
			final KernelRendering rendering = new KernelRendering(scope, field, progress);
			final List<Plane> planes = new ArrayList<>(first.size());
			for (int c = 0; c < first.size(); c++) planes.add(rendering.of(first.get(c), second.get(c)));
			return planes;
		}
		catch (final DeviceMemoryException exc) {
			throw exc.of("Rendering " + field.width() + " x " + field.height() + " pixels", device, //
				(long) KernelRendering.PLANES * field.width() * field.height());
		}
	}
}

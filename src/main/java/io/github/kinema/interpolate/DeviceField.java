package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.tile.Progress;

/** One motion of a {@link DenseField} in the memory of a device; its share counts for alternatives. */
record DeviceField(DeviceBuffer toFirstX, DeviceBuffer toFirstY, DeviceBuffer toSecondX, DeviceBuffer toSecondY,
	DeviceBuffer weight, DeviceBuffer share)
{

	/** Copies a field and its alternatives, in this order; an array that stands for several is copied once. */
	static List<DeviceField> upload(final DeviceScope scope, final DenseField field, final Progress progress) {
		final Map<float[], DeviceBuffer> buffers = new IdentityHashMap<>();
		final Function<float[], DeviceBuffer> upload = values -> buffers.computeIfAbsent(values, array -> {
			progress.check();
			return scope.upload(array);
		});
		final List<DeviceField> motions = new ArrayList<>();
		motions.add(upload(field, field.weight(), upload));
		for (final DenseField.Alternative alternative : field.alternatives()) {
			motions.add(upload(alternative.field(), alternative.share(), upload));
		}
		return motions;
	}

	private static DeviceField upload(final DenseField field, final float[] share,
		final Function<float[], DeviceBuffer> upload)
	{
		return new DeviceField(upload.apply(field.toFirstX()), upload.apply(field.toFirstY()), //
			upload.apply(field.toSecondX()), upload.apply(field.toSecondY()), upload.apply(field.weight()), //
			upload.apply(share));
	}
}

package io.github.kinema.motion;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;

/** A flow, or part of one, in the memory of a device: displacements along x and along y. */
record DeviceFlow(DeviceBuffer u, DeviceBuffer v) {

	/** Of undefined content. */
	static DeviceFlow allocate(final DeviceScope scope, final long size) {
		return new DeviceFlow(scope.allocate(size), scope.allocate(size));
	}
}

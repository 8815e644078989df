package io.github.kinema.device;

/** A device has too little memory left: try again with less at a time. */
public class DeviceMemoryException extends DeviceException {

	private static final long serialVersionUID = 1L;

	public DeviceMemoryException(final String message) {
		super(message);
	}

	/**
	 * What the user is told when nothing smaller can be tried.
	 *
	 * @param work what needs the memory, such as {@code Optical flow of 640 x 480 pixels}
	 * @param floats how many it needs
	 */
	public DeviceException of(final String work, final Device device, final long floats) {
		return new DeviceException(work + " needs " + ((floats >> 18) + 1) + " MiB on the device " + device.id() +
			", which has less left: use device=cpu.", this);
	}
}

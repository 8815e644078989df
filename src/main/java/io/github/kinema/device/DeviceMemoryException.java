package io.github.kinema.device;

/** A device has too little memory left: try again with less at a time. */
public class DeviceMemoryException extends DeviceException {

	private static final long serialVersionUID = 1L;

	public DeviceMemoryException(final String message) {
		super(message);
	}
}

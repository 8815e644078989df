package io.github.kinema.host;

import ij.ImagePlus;
import ij.measure.Calibration;

/** The axis of a stack that gets new planes, or along which things move. */
public enum StackAxis {

		/** Frames over time. */
		TIME,
		/** Slices over depth. */
		SLICES;

	/**
	 * Reads the key {@code axis} of a command.
	 *
	 * @param name automatic, time or slices; automatic is time if there are frames, else slices
	 * @throws IllegalArgumentException if there is nothing along that axis
	 */
	public static StackAxis of(final String name, final ImagePlus image) {
		final int frames = image.getNFrames();
		final int slices = image.getNSlices();
		if (frames < 2 && slices < 2) {
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" has one frame and one slice" + //
				(image.getNChannels() > 1 ? " (its " + image.getNChannels() + " planes are channels)" : "") +
				": at least two of either are needed. Open a time-lapse or a z stack, " +
				"or declare the axes with Image > Properties...");
		}
		final StackAxis axis = "automatic".equals(name) ? frames > 1 ? TIME : SLICES //
			: "time".equals(name) ? TIME : SLICES;
		if (axis.length(image) < 2) {
			throw new IllegalArgumentException("axis=" + name + ": \"" + image.getTitle() + "\" has " +
				frames + (frames == 1 ? " frame" : " frames") + " and " + slices +
				(slices == 1 ? " slice" : " slices") + ". Use axis=" + axis.other().key() +
				", or exchange the axes with Image > Properties...");
		}
		return axis;
	}

	/** The same, but that a single plane is a single frame, whatever the name. */
	static StackAxis orSingle(final String name, final ImagePlus image) {
		return image.getNFrames() == 1 && image.getNSlices() == 1 ? TIME : of(name, image);
	}

	/** The name in macros and metadata. */
	public String key() {
		return this == TIME ? "time" : "slices";
	}

	/** The other one. */
	public StackAxis other() {
		return this == TIME ? SLICES : TIME;
	}

	/** The number of planes of each channel along this axis. */
	public int length(final ImagePlus image) {
		return this == TIME ? image.getNFrames() : image.getNSlices();
	}

	/**
	 * Whether a film could run along this axis, so that there may be scene cuts:
	 * time, or slices that nobody has given a size in space.
	 */
	public boolean mayHaveCuts(final ImagePlus image) {
		return this == TIME || image.getNFrames() == 1 && !image.getCalibration().scaled();
	}

	/** The calibrated distance of two neighbours along this axis; 0 where it is not known. */
	public double interval(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		return this == TIME ? calibration.frameInterval : calibration.pixelDepth;
	}

	/** The unit of {@link #interval}. */
	public String unit(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		return this == TIME ? calibration.getTimeUnit() : calibration.getZUnit();
	}

	/** Sets the calibrated distance. */
	public void setInterval(final ImagePlus image, final double interval) {
		final Calibration calibration = image.getCalibration();
		if (this == TIME) calibration.frameInterval = interval;
		else calibration.pixelDepth = interval;
	}
}

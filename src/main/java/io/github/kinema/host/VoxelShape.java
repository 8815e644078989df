package io.github.kinema.host;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;

/** The shape of a voxel, as far as the calibration tells. */
public final class VoxelShape {

	private VoxelShape() {}

	/** Its height by its width; 1 where it is not known. */
	public static double aspectY(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		return calibration.getXUnit().equals(calibration.getYUnit()) //
			? ratio(calibration.pixelHeight, calibration.pixelWidth) : 1;
	}

	/** Its depth by its width; 1 where they have different units or none. */
	public static double aspectZ(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		return calibration.getXUnit().equals(calibration.getZUnit()) //
			? ratio(calibration.pixelDepth, calibration.pixelWidth) : 1;
	}

	/** Says in the log that a window over slices has but one, if that is so. */
	public static void sayFlat(final ImagePlus image) {
		if (image.getNSlices() == 1) IJ.log("Kinema: volume does nothing on \"" + image.getTitle() + //
			"\", which has one slice. If its frames are slices, exchange them with Image > Properties...");
	}

	private static double ratio(final double a, final double b) {
		final double ratio = Math.abs(a / b);
		return Double.isFinite(ratio) && ratio > 0 ? ratio : 1;
	}
}

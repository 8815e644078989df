package io.github.kinema.host;

import java.util.Random;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;

/** Small stacks for tests. */
public final class TestImages {

	private TestImages() {}

	/** Random pixels of every value, in any bit depth and order of axes. */
	public static ImagePlus random(final int bitDepth, final int width, final int height, final int c, final int z,
		final int t)
	{
		final Random random = new Random(bitDepth * 31L + width * 7L + c + 10 * z + 100 * t);
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < c * z * t; i++) {
			final ImageProcessor plane = IJ.createImage("", width, height, 1, bitDepth).getProcessor();
			for (int p = 0; p < width * height; p++) {
				if (bitDepth == 32) plane.setf(p, (float) (1e-3 * random.nextGaussian()));
				else plane.set(p, random.nextInt(bitDepth == 24 ? 1 << 24 : 1 << bitDepth));
			}
			stack.addSlice("plane " + (i + 1), plane);
		}
		return hyper("random", stack, c, z, t);
	}

	/** A smooth pattern that moves by (vx, vy) pixels each frame. */
	public static ImagePlus moving(final int bitDepth, final int width, final int height, final int c, final int z,
		final int t, final double vx, final double vy)
	{
		final ImageStack stack = new ImageStack(width, height);
		final double scale = bitDepth == 16 ? 100 : bitDepth == 32 ? 1e-3 : 1;
		for (int f = 0; f < t; f++) {
			for (int s = 0; s < z; s++) {
				for (int k = 0; k < c; k++) {
					final ImageProcessor plane = IJ.createImage("", width, height, 1, bitDepth).getProcessor();
					for (int y = 0; y < height; y++)
						for (int x = 0; x < width; x++)
							plane.setf(x, y, (float) (scale * pattern(x - vx * (f + s), y - vy * (f + s), k)));
					stack.addSlice(plane);
				}
			}
		}
		return hyper("moving", stack, c, z, t);
	}

	/** Values from 20 to 235, structure at several scales, nowhere periodic within a hundred pixels. */
	public static double pattern(final double x, final double y, final int channel) {
		return 127.5 + 35 * Math.sin(0.31 * x + 0.13 * y + channel) + 35 * Math.sin(0.17 * x - 0.29 * y + 1) + //
			35 * Math.sin(0.071 * x + 0.093 * y + 2 * channel);
	}

	/** The same image as a virtual stack, which makes its planes anew each time. */
	public static ImagePlus virtual(final ImagePlus image) {
		final ImageStack planes = image.getStack();
		final VirtualStack stack = new VirtualStack(image.getWidth(), image.getHeight()) {

			@Override
			public int getSize() {
				return planes.size();
			}

			@Override
			public ImageProcessor getProcessor(final int n) {
				return planes.getProcessor(n).duplicate();
			}

			@Override
			public String getSliceLabel(final int n) {
				return planes.getSliceLabel(n);
			}
		};
		stack.setBitDepth(image.getBitDepth());
		return hyper(image.getTitle(), stack, image.getNChannels(), image.getNSlices(), image.getNFrames());
	}

	private static ImagePlus hyper(final String title, final ImageStack stack, final int c, final int z, final int t) {
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(c, z, t);
		image.setOpenAsHyperStack(true);
		final Calibration calibration = image.getCalibration();
		calibration.frameInterval = 0.6;
		calibration.setTimeUnit("sec");
		calibration.pixelDepth = 1.5;
		calibration.pixelWidth = calibration.pixelHeight = 0.25;
		calibration.setUnit("micron");
		return c > 1 ? new CompositeImage(image, CompositeImage.COMPOSITE) : image;
	}
}

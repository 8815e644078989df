package io.github.kinema.host;

import java.lang.ref.WeakReference;

import ij.ImagePlus;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;

/**
 * The filter of an image that {@link KernelTool} shows: the one in the dialog that
 * is open, else the last one used on it or to make it. It is a property of the image itself, and of the
 * result, and keeps no other image in memory.
 */
public final class FilterInUse {

	/** What the dialog begins with, too. */
	public static final int RADIUS = 5;
	public static final double SPACE = 3;

	private static final String USED = "kinema.filter";
	private static final String TRIED = "kinema.filter.dialog";

	private final WeakReference<ImagePlus> image;
	private final WeakReference<ImagePlus> guide;
	private final AdaptiveFilter.Settings settings;

	/**
	 * @param image what is filtered
	 * @param guide null: the image itself
	 */
	public FilterInUse(final ImagePlus image, final ImagePlus guide, final AdaptiveFilter.Settings settings) {
		this.image = new WeakReference<>(image);
		this.guide = guide == null ? null : new WeakReference<>(guide);
		this.settings = settings;
	}

	/** Remembers this for an image: the one that is filtered, or its result. */
	public void remember(final ImagePlus at) {
		at.setProperty(USED, this);
	}

	/** Shows this for its image as long as a dialog is open. */
	public void tryOut() {
		image.get().setProperty(TRIED, this);
	}

	/** Shows the last one used again, because the dialog is closed. */
	public static void endTrial(final ImagePlus at) {
		at.setProperty(TRIED, null);
	}

	/** What an image is or was last filtered with, or would be by default; the default has a range that fits the plane shown. */
	static FilterInUse of(final ImagePlus image) {
		if (image.getProperty(TRIED) instanceof FilterInUse tried && tried.isOpen()) return tried;
		if (image.getProperty(USED) instanceof FilterInUse known && known.isOpen()) return known;
		final double range = RangeEstimate.ofNoise(image, false, false);
		final FilterInUse fresh = new FilterInUse(image, null, new AdaptiveFilter.Settings(RADIUS, SPACE, range, false, 1,
			false, VoxelShape.aspectY(image), VoxelShape.aspectZ(image), true, Border.VALID));
		fresh.remember(image);
		return fresh;
	}

	private boolean isOpen() {
		return source() != null && source().getProcessor() != null && //
			(guide == null || guide.get() != null && guide.get().getProcessor() != null);
	}

	/** What is filtered; null if it is gone. */
	ImagePlus source() {
		return image.get();
	}

	/** Another image that guides; null if there is none. */
	ImagePlus guide() {
		return guide == null ? null : guide.get();
	}

	AdaptiveFilter.Settings settings() {
		return settings;
	}
}

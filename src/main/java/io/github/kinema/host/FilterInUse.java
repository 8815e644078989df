package io.github.kinema.host;

import java.lang.ref.WeakReference;

import ij.ImagePlus;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;

/**
 * The filter of an image that {@link KernelTool} shows: the one in the dialog that
 * is open, else the last one used. It is a property of the image itself, and of the
 * result, and keeps no other image in memory.
 */
public final class FilterInUse {

	private static final String PROPERTY = "kinema.filter";
	private static final int RADIUS = 5;
	private static final int SPACE = 3;

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
		at.setProperty(PROPERTY, this);
	}

	/** What an image was last filtered with, or would be by default; the default has a range that fits the plane shown. */
	static FilterInUse of(final ImagePlus image) {
		if (image.getProperty(PROPERTY) instanceof FilterInUse known && known.isOpen()) return known;
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

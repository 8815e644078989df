package io.github.kinema.host;

import java.util.List;

import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * {@link AdaptiveFilter} as stacks are filtered.
 *
 * @param filter the filter
 * @param volume whether its window extends over slices
 */
public record AdaptiveOperation(AdaptiveFilter filter, boolean volume) implements StackFilter.Operation {

	@Override
	public int halo() {
		return volume ? filter.halo() : -1;
	}

	@Override
	public int margin() {
		return filter.margin();
	}

	@Override
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		return filter.apply(channels, guide, progress);
	}
}

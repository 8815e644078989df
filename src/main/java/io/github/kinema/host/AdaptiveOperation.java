package io.github.kinema.host;

import java.util.List;

import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * {@link AdaptiveFilter} as stacks are filtered.
 *
 * @param filter the filter
 */
public record AdaptiveOperation(AdaptiveFilter filter) implements StackFilter.Operation {

	@Override
	public int halo() {
		return filter.halo();
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

package io.github.kinema.host;

import ij.measure.ResultsTable;

/** A table that opens in a window of its own. NB: ImageJ's own tables get a title from their window only. */
final class TitledTable extends ResultsTable {

	private final String title;

	TitledTable(final String title) {
		this.title = title;
	}

	@Override
	public String getTitle() {
		return title;
	}
}

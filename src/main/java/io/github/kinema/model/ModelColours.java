package io.github.kinema.model;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * The order in which a model takes and gives the channels of an image. A model for
 * colours sees a single channel as grey.
 *
 * @param channels as the descriptor names them
 */
public record ModelColours(List<String> channels) {

	private static final List<String> COLOURS = List.of("red", "green", "blue");

	/** Whether these are red, green and blue in some order. */
	public boolean isColours() {
		return channels.size() == COLOURS.size() && channels.containsAll(COLOURS);
	}

	/** @param planes all channels, colours as red, green, blue; or one that stands for all */
	public List<Plane> taken(final List<Plane> planes) {
		if (planes.size() == 1) return channels.stream().map(name -> planes.get(0)).toList();
		return isColours() ? channels.stream().map(name -> planes.get(COLOURS.indexOf(name))).toList() : planes;
	}

	/**
	 * Undoes {@link #taken}.
	 *
	 * @param given what the model made of them
	 * @param count how many planes there were; the mean of all if there was one
	 */
	public List<Plane> given(final List<Plane> given, final int count) {
		if (count == 1) return List.of(mean(given));
		return isColours() ? COLOURS.stream().map(colour -> given.get(channels.indexOf(colour))).toList() : given;
	}

	private static Plane mean(final List<Plane> planes) {
		if (planes.size() == 1) return planes.get(0);
		final Plane mean = new Plane(planes.get(0).width(), planes.get(0).height());
		for (final Plane plane : planes)
			for (int i = 0; i < mean.values().length; i++) mean.values()[i] += plane.values()[i] / planes.size();
		return mean;
	}
}

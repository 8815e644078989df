package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.format.Pinhole;

/** Points that are followed through the frames, evenly spread over each of them. Not thread-safe. */
final class Tracks {

	/** About so many points are followed at a time. */
	private static final double WANTED = 1200;

	/** Squares of fewer pixels a side have no point of their own. */
	private static final int SMALLEST = 4;

	private final Pinhole camera;
	private final int width;
	private final int height;
	private final int side;
	private final List<Track> active = new ArrayList<>();
	private final List<Track> all = new ArrayList<>();
	private int frame;

	Tracks(final Pinhole camera, final int width, final int height) {
		this.camera = camera;
		this.width = width;
		this.height = height;
		side = Math.max(SMALLEST, (int) Math.round(Math.sqrt(width * (double) height / WANTED)));
	}

	/** Begins to follow a point in each square of the present frame that has none, and follows one of each no farther. */
	void begin(final Corners corners) {
		final int columns = (width + side - 1) / side;
		final boolean[] taken = new boolean[columns * ((height + side - 1) / side)];
		// NB: the one that was followed for longest stays.
		active.removeIf(track -> {
			final int square = column(track) / side + columns * (row(track) / side);
			final boolean crowded = taken[square];
			taken[square] = true;
			return crowded;
		});
		for (int k = 0; k < taken.length; k++) {
			if (taken[k]) continue;
			final int best = corners.best(k % columns * side, k / columns * side, side);
			if (best < 0) continue;
			final Track track = new Track(frame, (best % width - camera.cx()) / camera.fx(), (best / width - camera.cy()) / camera
				.fy());
			active.add(track);
			all.add(track);
		}
	}

	private int column(final Track track) {
		return (int) Math.round(track.x(frame) * camera.fx() + camera.cx());
	}

	private int row(final Track track) {
		return (int) Math.round(track.y(frame) * camera.fy() + camera.cy());
	}

	/** Follows all of them to the next frame; returns which share of them that works for, 0 to 1. */
	double follow(final PairFlow flow) {
		final double[] to = new double[2];
		final List<Track> seen = new ArrayList<>();
		for (final Track track : active) {
			final double x = track.x(frame) * camera.fx() + camera.cx();
			final double y = track.y(frame) * camera.fy() + camera.cy();
			if (!flow.follow(x, y, to)) continue;
			track.add((to[0] - camera.cx()) / camera.fx(), (to[1] - camera.cy()) / camera.fy());
			seen.add(track);
		}
		final double share = active.isEmpty() ? 0 : (double) seen.size() / active.size();
		active.clear();
		active.addAll(seen);
		frame++;
		return share;
	}

	/** Forgets those that were last seen before a frame. */
	void forget(final int before) {
		all.removeIf(track -> track.last() < before);
	}

	/** All that are not forgotten. */
	List<Track> all() {
		return all;
	}

	/** Those that two frames show. */
	List<Track> of(final int one, final int other) {
		return all.stream().filter(track -> track.isSeen(one) && track.isSeen(other)).toList();
	}

	/** Where two frames show tracks. */
	static Matches matches(final List<Track> tracks, final int one, final int other) {
		return new Matches(tracks.stream().mapToDouble(track -> track.x(one)).toArray(), tracks.stream().mapToDouble(track -> track
			.y(one)).toArray(), tracks.stream().mapToDouble(track -> track.x(other)).toArray(), tracks.stream().mapToDouble(
				track -> track.y(other)).toArray());
	}
}

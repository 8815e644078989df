package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Progress;

/**
 * The last key frames of a camera that is followed, and the points that they show: locates frames by the points, points
 * by the frames, and adjusts both together. Not thread-safe.
 */
final class CameraWindow {

	/** Key frames that are adjusted together, and how many of them do not move once there are more. */
	private static final int KEYS = 12;
	private static final int FIXED = 4;

	/** A frame is a key frame once points have moved this far, a turn aside, in pixels; or if few are left. */
	private static final double MOVED = 2.5;
	private static final double LEFT = 0.6;

	/** Rays that cross at less than this angle meet nowhere, in radians. */
	private static final double LEAST_ANGLE = Math.toRadians(0.7);

	/** Errors of more standard deviations are wrong. */
	private static final double WRONG = 4;

	/** A camera that fewer points agree on is lost. */
	private static final int FEWEST = 20;
	private static final double LEAST_AGREEING = 0.3;

	/** A frame that fewer of the points can be followed to shows something else. */
	private static final double FOLLOWED = 0.05;

	/** A camera that fewer agree on is looked for elsewhere, too. */
	private static final double DOUBTFUL = 0.6;

	private static final int STEPS = 8;
	private static final int LAST_STEPS = 30;
	private static final double NORMAL = 0.85;
	private static final double EXACT = 0.08;

	private final Tracks tracks;
	private final List<Rigid> views;
	private final int first;
	private final double pixel;
	private final List<Integer> keys = new ArrayList<>();
	private double noise;
	private double unit = 1;

	/**
	 * @param views from the world to the camera of each frame so far, changed in place
	 * @param first the frame that stays where it is
	 * @param noise standard deviation of points, in units of the focal length
	 */
	CameraWindow(final Tracks tracks, final List<Rigid> views, final int first, final double noise, final double pixel) {
		this.tracks = tracks;
		this.views = views;
		this.first = first;
		this.noise = noise;
		this.pixel = pixel;
	}

	/** Standard deviation of points, in units of the focal length. */
	double noise() {
		return noise;
	}

	/** The median depth of what the first frame shows. */
	double unit() {
		return unit;
	}

	/**
	 * Begins with two frames whose views are known, and the points that both show.
	 *
	 * @return false, and nothing has begun, if the views are too close to each other to tell where enough points are
	 */
	boolean start(final int frame, final List<Track> seen, final boolean[] agree, final Progress progress) {
		for (int i = 0; i < agree.length; i++) if (agree[i]) place(seen.get(i), first, frame);
		if (seen.stream().filter(track -> track.place() != null).count() < FEWEST) {
			seen.forEach(track -> track.setPlace(null));
			return false;
		}
		keys.add(first);
		for (int between = first + 1; between < frame; between++) {
			views.set(between, resection(between).find(List.of(views.get(between - 1), views.get(first), views.get(frame))));
			if (isKey(between)) keys.add(between);
		}
		keys.add(frame);
		adjust(LAST_STEPS, progress);
		extend(frame);
		adjust(LAST_STEPS, progress);
		return true;
	}

	/**
	 * The view of a frame, the last one so far plus one.
	 *
	 * @param followed which share of the points could be followed to it
	 * @throws IllegalArgumentException if it shows too little of what the frames before have shown
	 */
	Rigid locate(final int frame, final double followed, final Progress progress) {
		final Resection resection = resection(frame);
		final Rigid before = views.get(frame - 1);
		final Rigid onwards = frame < 2 ? before : before.times(views.get(frame - 2).inverse()).times(before);
		final List<Rigid> guesses = new ArrayList<>(List.of(onwards, before));
		Rigid view = resection.find(guesses);
		if (resection.agreeing(view) < DOUBTFUL) {
			final Rigid other = byTwoViews(frame, progress);
			if (other != null) {
				guesses.add(other);
				view = resection.find(guesses);
			}
		}
		final double share = resection.agreeing(view);
		if (share * resection.size() < FEWEST || share < LEAST_AGREEING || followed < FOLLOWED) throw new IllegalArgumentException(
			"The camera is lost at frame " + (frame + 1) + ": of " + resection.size() + " points whose places are known, " + Math
				.round(share * resection.size()) + " agree on where it is. Track the frames before and from there on apart, or use " +
				"a recording with more frames a second.");
		views.add(view);
		if (isKey(frame)) {
			keys.add(frame);
			extend(frame);
			adjust(STEPS, progress);
			tracks.forget(oldest());
		}
		return views.remove(frame);
	}

	/** NB: where the guesses are far off, as after a jump, the frame before tells the turn and the direction. */
	private Rigid byTwoViews(final int frame, final Progress progress) {
		final List<Track> seen = tracks.of(frame - 1, frame);
		final Rigid motion = new EssentialFit(Tracks.matches(seen, frame - 1, frame), noise, Math.min(pixel, WRONG *
			noise)).find(progress);
		if (motion == null) return null;
		final Rigid turn = motion.withTranslation(0, 0, 0).times(views.get(frame - 1));
		final double[] at = new double[3];
		final double[] lengths = seen.stream().filter(track -> track.place() != null).mapToDouble(track -> {
			turn.apply(track.place()[0], track.place()[1], track.place()[2], at);
			final double dx = motion.get(0, 3) - track.x(frame) * motion.get(2, 3);
			final double dy = motion.get(1, 3) - track.y(frame) * motion.get(2, 3);
			final double ex = track.x(frame) * at[2] - at[0];
			final double ey = track.y(frame) * at[2] - at[1];
			return (dx * ex + dy * ey) / (dx * dx + dy * dy);
		}).toArray();
		final double length = TwoViews.median(lengths);
		if (!Double.isFinite(length)) return null;
		return turn.withTranslation(turn.get(0, 3) + length * motion.get(0, 3), turn.get(1, 3) + length * motion.get(1, 3), //
			turn.get(2, 3) + length * motion.get(2, 3));
	}

	private Resection resection(final int frame) {
		return new Resection(tracks.all().stream().filter(track -> track.place() != null && track.isSeen(frame)).toList(), frame,
			2 * noise);
	}

	private boolean isKey(final int frame) {
		final int key = keys.get(keys.size() - 1);
		final List<Track> seen = tracks.of(key, frame);
		if (seen.size() < LEFT * tracks.of(key, key).size()) return true;
		final Rigid turn = views.get(frame).times(views.get(key).inverse()).withTranslation(0, 0, 0);
		return TwoViews.median(RotationFit.errors(Tracks.matches(seen, key, frame), turn)) > MOVED * pixel;
	}

	private int oldest() {
		return keys.get(Math.max(0, keys.size() - KEYS));
	}

	/** Finds the places of points that the window and a frame show. */
	private void extend(final int frame) {
		final int oldest = oldest();
		for (final Track track : tracks.all()) {
			if (track.place() == null && track.isSeen(frame) && track.first() < frame) place(track, Math.max(oldest, track.first()),
				frame);
		}
	}

	/** Finds the place of a point, if two frames tell. */
	private void place(final Track track, final int one, final int other) {
		final double[] at = new double[3];
		final Rigid motion = views.get(other).times(views.get(one).inverse());
		final double angle = Triangulation.middle(motion, track.x(one), track.y(one), track.x(other), track.y(other), at);
		if (!(angle > LEAST_ANGLE)) return;
		views.get(one).inverse().apply(at[0], at[1], at[2], at);
		if (isWrong(track, at, one) || isWrong(track, at, other)) return;
		track.setPlace(at);
	}

	private boolean isWrong(final Track track, final double[] at, final int frame) {
		final Sight sight = new Sight(views.get(frame), at, track.x(frame), track.y(frame));
		return !sight.isInFront() || sight.squaredError() > WRONG * WRONG * noise * noise;
	}

	/** The key frames of the window and all points that two of them show; then the frames between. */
	private void adjust(final int steps, final Progress progress) {
		final List<Integer> window = keys.subList(Math.max(0, keys.size() - KEYS), keys.size());
		final int fixed = keys.size() > KEYS ? FIXED : 1;
		final Bundle bundle = new Bundle(window.stream().map(views::get).toList(), fixed, 2 * noise);
		final List<Track> points = new ArrayList<>();
		for (final Track track : tracks.all()) {
			if (track.place() == null) continue;
			final int[] in = IntStream.range(0, window.size()).filter(k -> track.isSeen(window.get(k))).toArray();
			if (in.length < 2) continue;
			final double[] at = new double[2 * in.length];
			for (int k = 0; k < in.length; k++) {
				at[2 * k] = track.x(window.get(in[k]));
				at[2 * k + 1] = track.y(window.get(in[k]));
			}
			bundle.add(track.place(), in, at);
			points.add(track);
		}
		bundle.adjust(steps, progress);
		for (int k = fixed; k < window.size(); k++) views.set(window.get(k), bundle.view(k));
		drop(points, window);
		if (window.get(0) == first) measure();
		for (int frame = window.get(fixed); frame < views.size(); frame++) {
			if (!window.contains(frame)) views.set(frame, resection(frame).find(List.of(views.get(frame))));
		}
	}

	/** Forgets places that do not fit, and finds out how well the others do. */
	private void drop(final List<Track> points, final List<Integer> window) {
		final List<Double> errors = new ArrayList<>();
		for (final Track track : points) {
			int seen = 0;
			int wrong = 0;
			for (final int key : window) {
				if (!track.isSeen(key)) continue;
				final Sight sight = new Sight(views.get(key), track.place(), track.x(key), track.y(key));
				errors.add(Math.sqrt(sight.squaredError()));
				seen++;
				if (!sight.isInFront() || sight.squaredError() > WRONG * WRONG * noise * noise) wrong++;
			}
			if (2 * wrong > seen) track.setPlace(null);
		}
		noise = Math.max(EXACT * pixel, NORMAL * TwoViews.median(errors.stream().mapToDouble(Double::doubleValue).toArray()));
	}

	private void measure() {
		final double[] at = new double[3];
		unit = TwoViews.median(tracks.all().stream().filter(track -> track.place() != null && track.isSeen(first)).mapToDouble(
			track -> {
				views.get(first).apply(track.place()[0], track.place()[1], track.place()[2], at);
				return at[2];
			}).toArray());
	}

	/** Adjusts what is left. */
	void finish(final Progress progress) {
		final int frame = views.size() - 1;
		if (keys.get(keys.size() - 1) != frame) keys.add(frame);
		extend(frame);
		adjust(LAST_STEPS, progress);
	}
}

package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Progress;

/**
 * Finds the poses of a camera from the flow from frame to frame. Points are followed until some of them show parallax;
 * then the motion up to there is found of five points each, and the frames from there on of the points whose places are
 * known, which keeps the scale. A window of key frames is adjusted at a time; memory is set by it. What moves by itself
 * does not fit, and counts nothing. Not thread-safe.
 */
final class CameraTracker {

	/** Parallax to begin with, as a share of the image's diagonal, and in pixels at least. */
	private static final double BEGIN = 0.01;
	private static final double MOVED = 4;

	/** The least parallax at the end of the frames, in pixels. */
	private static final double LEAST = 1.5;

	/** Fewer than this share of the points still in sight: too few. */
	private static final double LOST = 0.25;

	private final double pixel;
	private final double begin;
	private final Tracks tracks;
	private final List<Rigid> views = new ArrayList<>(List.of(Rigid.IDENTITY));
	private final List<Double> flat = new ArrayList<>(List.of(Double.NaN));
	private int anchor;
	private int beginnings;
	private TwoViews last;
	private Parallax worst;
	private CameraWindow window;

	CameraTracker(final Pinhole camera, final int width, final int height, final Corners corners) {
		pixel = 2 / (camera.fx() + camera.fy());
		begin = Math.max(BEGIN * Math.hypot(width, height), MOVED) * pixel;
		tracks = new Tracks(camera, width, height);
		tracks.begin(corners);
		beginnings = tracks.all().size();
	}

	/**
	 * Takes the next frame.
	 *
	 * @param flow from the frame before to this one
	 * @param corners of this frame
	 * @throws IllegalArgumentException if the camera cannot be followed to here
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	void next(final PairFlow flow, final Corners corners, final Progress progress) {
		final int frame = views.size();
		final double share = tracks.follow(flow);
		flat.add(flatShare(frame, progress));
		if (window != null) {
			views.add(window.locate(frame, share, progress));
		}
		else {
			views.add(views.get(frame - 1));
			look(frame, progress);
		}
		tracks.begin(corners);
	}

	private double flatShare(final int frame, final Progress progress) {
		final Matches matches = Tracks.matches(tracks.of(frame - 1, frame), frame - 1, frame);
		if (matches.size() < TwoViews.LEAST) return Double.NaN;
		final Homography homography = new HomographyFit(matches, pixel).find(progress);
		return (double) EssentialFit.count(HomographyFit.agreeing(matches, homography, pixel)) / matches.size();
	}

	/** Whether there is parallax since the anchor. */
	private void look(final int frame, final Progress progress) {
		final List<Track> seen = tracks.of(anchor, frame);
		final TwoViews now = TwoViews.of(Tracks.matches(seen, anchor, frame), pixel, progress);
		if (now.parallax(begin, pixel) == Parallax.SOME && start(frame, seen, now, progress)) return;
		if (now.motion() != null) {
			last = now;
			views.set(frame, now.rotation().times(views.get(anchor)));
		}
		if (now.motion() != null && seen.size() >= LOST * beginnings) return;
		// NB: nothing has moved that would tell: go on from here.
		final Parallax until = last == null ? Parallax.NOTHING : last.parallax(LEAST * pixel, pixel);
		if (until == Parallax.SOME && now.motion() != null && start(frame, seen, now, progress)) return;
		if (worst == null || until == Parallax.PLANE) worst = until;
		anchor = frame;
		beginnings = Math.max(TwoViews.LEAST, tracks.of(frame, frame).size());
	}

	/** Returns whether that tells where enough points are; if not, nothing is begun. */
	private boolean start(final int frame, final List<Track> seen, final TwoViews now, final Progress progress) {
		final Rigid before = views.get(frame);
		views.set(frame, now.motion().times(views.get(anchor)));
		final CameraWindow begun = new CameraWindow(tracks, views, anchor, now.noise(), pixel);
		if (begun.start(frame, seen, now.agree(), progress)) window = begun;
		else views.set(frame, before);
		return window != null;
	}

	/**
	 * All poses, from the cameras to the world; the first one is the world's own. The unit is the median depth of what the
	 * first frame shows.
	 *
	 * @throws IllegalArgumentException if there is no parallax
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	CameraPath finish(final Progress progress) {
		final int frame = views.size() - 1;
		// NB: of the anchor itself everything would stand still.
		if (window == null && frame > anchor) {
			final List<Track> seen = tracks.of(anchor, frame);
			final TwoViews now = TwoViews.of(Tracks.matches(seen, anchor, frame), pixel, progress);
			if (now.motion() != null) last = now;
			if (now.parallax(LEAST * pixel, pixel) == Parallax.SOME) start(frame, seen, now, progress);
		}
		final double[] shares = flat.stream().mapToDouble(Double::doubleValue).toArray();
		if (window == null) {
			final Parallax kind = last == null ? Parallax.NOTHING : last.parallax(LEAST * pixel, pixel);
			return new CameraPath(kind == Parallax.SOME ? Parallax.PLANE : kind, poses(1), shares, pixel);
		}
		window.finish(progress);
		return new CameraPath(worst == Parallax.PLANE ? worst : Parallax.SOME, poses(1 / window.unit()), shares, window
			.noise());
	}

	private List<Rigid> poses(final double scale) {
		return views.stream().map(view -> view.withTranslation(scale * view.get(0, 3), scale * view.get(1, 3), scale * view.get(
			2, 3)).inverse()).toList();
	}
}

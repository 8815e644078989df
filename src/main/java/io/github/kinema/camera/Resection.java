package io.github.kinema.camera;

import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.format.Rigid;

/** Finds a view of points whose places are known: by reweighted Gauss-Newton steps, coarse outliers first. */
final class Resection {

	private static final int UNKNOWNS = 6;
	private static final int STEPS = 15;

	/** Scales of usual errors, as multiples of that of the end. */
	private static final double[] SCALES = { 16, 4, 1 };

	private final List<Track> tracks;
	private final int frame;
	private final double scale;

	/**
	 * @param tracks all with a place, shown by the frame
	 * @param scale errors that are not usual, in units of the focal length
	 */
	Resection(final List<Track> tracks, final int frame, final double scale) {
		this.tracks = tracks;
		this.frame = frame;
		this.scale = scale;
	}

	/** The view that fits best, from one of some guesses. */
	Rigid find(final List<Rigid> guesses) {
		Rigid best = null;
		double least = Double.POSITIVE_INFINITY;
		for (final Rigid guess : guesses) {
			Rigid view = guess;
			for (final double times : SCALES) view = refined(view, times * scale);
			final double cost = cost(view, scale);
			if (best != null && !(cost < least)) continue;
			best = view;
			least = cost;
		}
		return best;
	}

	/** Number of points. */
	int size() {
		return tracks.size();
	}

	/** The share of the points that a view shows where they are seen, 0 to 1. */
	double agreeing(final Rigid view) {
		int count = 0;
		for (final Track track : tracks) {
			final Sight sight = sight(view, track);
			if (sight.isInFront() && sight.squaredError() < 9 * scale * scale) count++;
		}
		return tracks.isEmpty() ? 0 : (double) count / tracks.size();
	}

	private Sight sight(final Rigid view, final Track track) {
		return new Sight(view, track.place(), track.x(frame), track.y(frame));
	}

	private double cost(final Rigid view, final double usual) {
		double sum = 0;
		for (final Track track : tracks) {
			final Sight sight = sight(view, track);
			sum += sight.isInFront() ? Math.log1p(sight.squaredError() / (usual * usual)) : Math.log1p(1 / (usual * usual));
		}
		return sum;
	}

	private Rigid refined(final Rigid start, final double usual) {
		Rigid view = start;
		double cost = cost(view, usual);
		for (int step = 0; step < STEPS; step++) {
			final Rigid next = step(view, usual);
			if (next == null) return view;
			final double reached = cost(next, usual);
			if (!(reached < cost)) return view;
			final boolean last = cost - reached < 1e-9 * cost;
			view = next;
			cost = reached;
			if (last) break;
		}
		return view;
	}

	private Rigid step(final Rigid view, final double usual) {
		final double[][] squares = new double[UNKNOWNS][UNKNOWNS];
		final double[] pull = new double[UNKNOWNS];
		for (final Track track : tracks) {
			final Sight sight = sight(view, track);
			if (!sight.isInFront()) continue;
			sight.weigh(usual * usual);
			for (int r = 0; r < UNKNOWNS; r++) {
				for (int c = 0; c < UNKNOWNS; c++) squares[r][c] += sight.viewSquare(r, c);
				pull[r] += sight.viewPull(r);
			}
		}
		final DMatrixRMaj change = new DMatrixRMaj(UNKNOWNS, 1);
		if (!CommonOps_DDRM.solve(new DMatrixRMaj(squares), new DMatrixRMaj(pull), change)) return null;
		for (final double value : change.data) if (!Double.isFinite(value)) return null;
		final double[] c = change.data;
		return Rigid.turn(c, new double[] { c[3], c[4], c[5] }).times(view);
	}
}

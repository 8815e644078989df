package io.github.kinema.camera;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.format.Rigid;

/** Finds the rotation of a camera that stays where it is, by reweighted Gauss-Newton steps. */
final class RotationFit {

	private static final int STEPS = 20;

	/** Scales of usual errors, as multiples of that of the end. */
	private static final double[] SCALES = { 64, 16, 4, 1 };

	private static final double[] NOWHERE = new double[3];

	private RotationFit() {}

	/**
	 * The rotation that most matches agree with.
	 *
	 * @param start a guess
	 * @param scale errors that are not usual, in units of the focal length
	 */
	static Rigid of(final Matches matches, final Rigid start, final double scale) {
		Rigid rotation = start.withTranslation(0, 0, 0);
		for (final double times : SCALES) {
			for (int step = 0; step < STEPS; step++) {
				final Rigid next = step(matches, rotation, times * scale * times * scale);
				if (next == null) return rotation;
				final double turned = next.inverse().times(rotation).angle();
				rotation = next;
				if (turned < scale / 1000) break;
			}
		}
		return rotation;
	}

	private static Rigid step(final Matches matches, final Rigid rotation, final double squaredScale) {
		final double[][] squares = new double[3][3];
		final double[] pull = new double[3];
		final double[] place = new double[3];
		for (int i = 0; i < matches.size(); i++) {
			place[0] = matches.x1()[i];
			place[1] = matches.y1()[i];
			place[2] = 1;
			final Sight sight = new Sight(rotation, place, matches.x2()[i], matches.y2()[i]);
			if (!sight.isInFront()) continue;
			sight.weigh(squaredScale);
			for (int r = 0; r < 3; r++) {
				for (int c = 0; c < 3; c++) squares[r][c] += sight.viewSquare(r, c);
				pull[r] += sight.viewPull(r);
			}
		}
		final DMatrixRMaj change = new DMatrixRMaj(3, 1);
		if (!CommonOps_DDRM.solve(new DMatrixRMaj(squares), new DMatrixRMaj(pull), change)) return null;
		for (final double value : change.data) if (!Double.isFinite(value)) return null;
		return Rigid.turn(change.data, NOWHERE).times(rotation);
	}

	/** How far each match is from where the rotation leads it, in units of the focal length. */
	static double[] errors(final Matches matches, final Rigid rotation) {
		final double[] errors = new double[matches.size()];
		for (int i = 0; i < errors.length; i++) {
			final double[] place = { matches.x1()[i], matches.y1()[i], 1 };
			errors[i] = Math.sqrt(new Sight(rotation, place, matches.x2()[i], matches.y2()[i]).squaredError());
		}
		return errors;
	}
}

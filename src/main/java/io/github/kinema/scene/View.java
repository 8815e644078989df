package io.github.kinema.scene;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;

/**
 * An object at one instant, as the camera sees it: rays in the object's own coordinates, and its points in the image.
 * Immutable.
 */
final class View {

	/** Nearer than this nothing can be seen, in units of the scene. */
	static final double NEAR = 1e-3;

	/** Where the camera is. */
	final double ox;
	final double oy;
	final double oz;
	/** How the direction of a ray, which gains a depth of 1, changes with the column, with the row, and begins. */
	private final double[] ray = new double[9];
	/** From the object to (column · depth, row · depth, depth), 3 x 4. */
	private final double[] image = new double[12];

	/** @param size semi-axes of the object, which are 1 in its own coordinates */
	View(final Pinhole camera, final Rigid cameraToWorld, final Rigid objectToWorld, final double... size) {
		final Rigid toObject = objectToWorld.inverse().times(cameraToWorld);
		final Rigid toCamera = cameraToWorld.inverse().times(objectToWorld);
		ox = toObject.get(0, 3) / size[0];
		oy = toObject.get(1, 3) / size[1];
		oz = toObject.get(2, 3) / size[2];
		for (int k = 0; k < 3; k++) {
			ray[k] = toObject.get(k, 0) / camera.fx() / size[k];
			ray[3 + k] = toObject.get(k, 1) / camera.fy() / size[k];
			ray[6 + k] = toObject.get(k, 2) / size[k] - camera.cx() * ray[k] - camera.cy() * ray[3 + k];
		}
		for (int c = 0; c < 4; c++) {
			final double s = c < 3 ? size[c] : 1;
			image[c] = s * (camera.fx() * toCamera.get(0, c) + camera.cx() * toCamera.get(2, c));
			image[4 + c] = s * (camera.fy() * toCamera.get(1, c) + camera.cy() * toCamera.get(2, c));
			image[8 + c] = s * toCamera.get(2, c);
		}
	}

	/** Where the camera is, along an axis. */
	double origin(final int axis) {
		return axis == 0 ? ox : axis == 1 ? oy : oz;
	}

	/** How the direction of a ray, along an axis, changes with the column (0), with the row (1), and begins (2). */
	double ray(final int axis, final int k) {
		return ray[3 * k + axis];
	}

	/** Direction of the ray through (x, y), along an axis. */
	double direction(final int axis, final double x, final double y) {
		return ray[axis] * x + ray[3 + axis] * y + ray[6 + axis];
	}

	/** Finds the points of hits {@code from} to {@code to - 1} in a row that begins at (x, y) from how near they are. */
	void locate(final double x, final double y, final int from, final int to, final Hits hits) {
		final double startX = direction(0, x, y);
		final double startY = direction(1, x, y);
		final double startZ = direction(2, x, y);
		final double stepX = ray[0];
		final double stepY = ray[1];
		final double stepZ = ray[2];
		for (int k = from; k < to; k++) {
			final double depth = 1 / hits.nearness[k];
			hits.depth[k] = depth;
			hits.x[k] = ox + depth * (startX + hits.column[k] * stepX);
			hits.y[k] = oy + depth * (startY + hits.column[k] * stepY);
			hits.z[k] = oz + depth * (startZ + hits.column[k] * stepZ);
		}
	}

	/** Finds where the points of hits {@code from} to {@code to - 1} lie in the image; NaN behind the camera. */
	void project(final Hits hits, final int from, final int to) {
		project(8, hits, hits.toNearness, from, to);
		project(0, hits, hits.toX, from, to);
		project(4, hits, hits.toY, from, to);
		for (int k = from; k < to; k++) {
			final double depth = hits.toNearness[k];
			final double inverse = depth > NEAR ? 1 / depth : Double.NaN;
			hits.toX[k] *= inverse;
			hits.toY[k] *= inverse;
			hits.toNearness[k] = inverse;
		}
	}

	private void project(final int row, final Hits hits, final double[] target, final int from, final int to) {
		final double a = image[row];
		final double b = image[row + 1];
		final double c = image[row + 2];
		final double d = image[row + 3];
		for (int k = from; k < to; k++) target[k] = a * hits.x[k] + b * hits.y[k] + c * hits.z[k] + d;
	}

	/** Column, row and depth of a point; column and row are NaN behind the camera. */
	void project(final double x, final double y, final double z, final double[] target) {
		final double depth = image[8] * x + image[9] * y + image[10] * z + image[11];
		final double inverse = depth > NEAR ? 1 / depth : Double.NaN;
		target[0] = (image[0] * x + image[1] * y + image[2] * z + image[3]) * inverse;
		target[1] = (image[4] * x + image[5] * y + image[6] * z + image[7]) * inverse;
		target[2] = depth;
	}
}

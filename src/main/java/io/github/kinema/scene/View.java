package io.github.kinema.scene;

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

	/** Direction of the ray through (x, y), along one coordinate. */
	double dx(final double x, final double y) {
		return ray[0] * x + ray[3] * y + ray[6];
	}

	double dy(final double x, final double y) {
		return ray[1] * x + ray[4] * y + ray[7];
	}

	double dz(final double x, final double y) {
		return ray[2] * x + ray[5] * y + ray[8];
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

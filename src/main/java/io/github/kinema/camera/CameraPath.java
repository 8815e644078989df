package io.github.kinema.camera;

import java.util.List;

import io.github.kinema.format.Rigid;

/**
 * The way of a camera through a recording.
 *
 * @param parallax whether there was any: if not, only the rotations of the poses mean something
 * @param poses from the camera to the world for each frame; the world is the camera of the first frame, its unit the
 *          median depth of the followed points that the first located frame shows
 * @param flat the share of the followed points that one homography explains from the frame before to each frame, to
 *          within a pixel, 0 to 1; NaN for the first frame and where too little can be followed
 * @param noise standard deviation of the followed points, in units of the focal length
 */
public record CameraPath(Parallax parallax, List<Rigid> poses, double[] flat, double noise) {

	/** The motion from the camera of one frame to that of another. */
	public Rigid motion(final int from, final int to) {
		return poses.get(to).inverse().times(poses.get(from));
	}
}

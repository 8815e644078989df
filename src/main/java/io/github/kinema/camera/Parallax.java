package io.github.kinema.camera;

/** What the frames of a recording tell of depth. */
public enum Parallax {

	/** Near and far things move differently. */
	SOME("the camera moves past things at different distances"),
	/** Nothing tells: the frames show too little that can be followed. */
	NOTHING("the frames show too little that can be followed from one to the next"),
	/** The camera stands still. */
	STILL("the camera stands still"),
	/** The camera turns about its own centre. */
	ROTATION("the camera turns, but stays in its place"),
	/** All that is seen lies on a plane, or far away. */
	PLANE("a homography explains the motion: all that is seen lies on a plane, or is far away for the way that the camera moves");

	private final String sentence;

	Parallax(final String sentence) {
		this.sentence = sentence;
	}

	/** What it means, in words. */
	public String sentence() {
		return sentence;
	}
}

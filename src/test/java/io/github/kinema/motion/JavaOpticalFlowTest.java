package io.github.kinema.motion;

/** The contract of optical flow in Java. */
class JavaOpticalFlowTest extends OpticalFlowContract {

	@Override
	OpticalFlow on(final FlowSettings settings) {
		return new JavaOpticalFlow(settings);
	}
}

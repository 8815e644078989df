package io.github.kinema.filter;

/** What the sum over the window is divided by. */
public enum Normalisation {
		/** Nothing. */
		NONE,
		/** The sum of K over the valid samples, as in the paper. */
		KERNEL,
		/** The sum of K · |W| over the valid samples, as in the bilateral filter. */
		WEIGHTS
}

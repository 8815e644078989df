/**
 * Samples that models are trained with: scenes with their exact truth, or the frames of a stack, and what the methods
 * there are make of them.
 */
package io.github.kinema.training;

/**
 * Measures of image quality, and protocols that score a method on measured data.
 */
package io.github.kinema.evaluate;

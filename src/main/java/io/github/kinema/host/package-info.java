/**
 * All else that knows ImageJ: stacks as ImgLib2 images, axes and calibration,
 * provenance, the launcher of menu entries and macros, and the headless main.
 * The classes named after a kernel show the adaptive kernel of the pixel-adaptive
 * filter.
 */
package io.github.kinema.host;

/**
 * All else that knows ImageJ: stacks as ImgLib2 images, axes and calibration,
 * provenance, the launcher of menu entries and macros, and the headless main.
 */
package io.github.kinema.host;

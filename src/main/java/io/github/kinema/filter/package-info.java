/**
 * The pixel-adaptive operator on every device, and the filters made of it.
 */
package io.github.kinema.filter;

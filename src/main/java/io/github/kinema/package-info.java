/**
 * The way in from a command line.
 */
package io.github.kinema;

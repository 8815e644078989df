/**
 * The menu entries: one SciJava command each, which checks its input, gathers the
 * settings, calls the packages below and wraps what they return.
 */
package io.github.kinema.command;

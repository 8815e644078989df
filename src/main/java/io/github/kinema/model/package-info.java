/**
 * Learned models: their descriptors, where they are kept, and what they predict. The
 * only package that knows DJL and ONNX Runtime, and only in the classes whose name
 * begins with {@code Onnx}: everything else works where these are missing.
 */
package io.github.kinema.model;

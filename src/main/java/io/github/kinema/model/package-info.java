/**
 * Learned models: their descriptors, where they are kept, and what they predict. The
 * only package that knows DJL, ONNX Runtime and PyTorch, and only in the classes whose
 * name begins with {@code Djl}, {@code Onnx} or {@code Torch}: everything else works
 * where these are missing.
 */
package io.github.kinema.model;

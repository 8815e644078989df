package io.github.kinema.model;

/**
 * The file that holds a model's graph and numbers, in the format ONNX.
 *
 * @param source its name, in the folder of the descriptor
 * @param sha256 its checksum, 64 hexadecimal digits, lower case
 * @param opset version of the operators that it uses
 */
public record ModelWeights(String source, String sha256, int opset) {}

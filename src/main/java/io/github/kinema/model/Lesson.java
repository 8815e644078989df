package io.github.kinema.model;

import java.util.List;
import java.util.Map;

import io.github.kinema.tile.Plane;

/**
 * A question for a model, with its answer.
 *
 * @param planes the channels of each input that has a size, all as large as the model's {@link ModelTwin} wants them
 * @param numbers the values of the other inputs
 * @param answer the guide of the frame that is to be found, of the same size
 */
public record Lesson(Map<String, List<Plane>> planes, Map<String, Float> numbers, Plane answer) {}

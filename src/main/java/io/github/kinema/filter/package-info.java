/**
 * The pixel-adaptive operator on every device, and the filters made of it.
 * <ul>
 * <li>Public filters: {@link io.github.kinema.filter.AdaptiveFilter}, whose weights
 * {@link io.github.kinema.filter.AdaptiveWeights} shows, {@link io.github.kinema.filter.JointUpsampling},
 * {@link io.github.kinema.filter.LearnedUpsampling} and {@link io.github.kinema.filter.LabelRefinement}.</li>
 * <li>The operator: {@link io.github.kinema.filter.PixelAdaptive} says what is to be done, a
 * {@link io.github.kinema.filter.PixelAdaptiveOperator} does it on a device.</li>
 * <li>In Java ({@code JavaPixelAdaptive}): lines of pixels are read by {@code LineReader}, compared by
 * {@code Similarity} and summed by {@code LineLoops}. {@code PairSum} sums both ways of each pair of pixels at once,
 * {@code PatchSum} pairs of patches, {@code RowSum} everything else, one row after the other.</li>
 * <li>On devices that run kernels ({@code KernelPixelAdaptive}): {@code Slabs} cuts the work so that it fits the
 * device's memory, {@code SlabLayout} says what a slab depends on, {@code KernelPass} and {@code TapTable} which
 * samples weigh how much.</li>
 * <li>Joint upsampling: {@code JointEstimate} mixes and corrects the means that a {@code JointSum} makes;
 * {@code JointGuide} and {@code Footprints} know what samples see of the guide, {@code SampleFilling} fills
 * unknown samples.</li>
 * <li>Learned upsampling: {@code GuideLevels} has the guide at each size that a map takes on its way, {@code GapFilling}
 * fills unknown samples as in training.</li>
 * <li>Labels: {@code LabelPlanes} brings many labels into few planes of probabilities.</li>
 * </ul>
 */
package io.github.kinema.filter;

package io.entasis.prediction;

import java.util.OptionalDouble;

/**
 * The predictions of similar confidence.
 *
 * @param from lowest confidence inside
 * @param to highest confidence, which is inside only in the last bin
 * @param count number of predictions
 * @param meanConfidence mean of their confidence; empty when there are none
 * @param hitRate share of hits among them; empty when there are none
 */
public record CalibrationBin(
    double from, double to, long count, OptionalDouble meanConfidence, OptionalDouble hitRate) {}

package io.entasis.prediction;

import java.util.OptionalDouble;

/**
 * How far predicted values were from those that happened, in the unit of the values: prices or returns (R. Hyndman and A. Koehler, Another
 * look at measures of forecast accuracy, 2006).
 *
 * @param count number of predictions
 * @param meanAbsoluteError mean of |predicted - realised|
 * @param rootMeanSquareError square root of the mean of (predicted - realised)²
 * @param bias mean of predicted - realised; positive when too much was promised
 */
public record ErrorStatistics(
    long count,
    OptionalDouble meanAbsoluteError,
    OptionalDouble rootMeanSquareError,
    OptionalDouble bias) {}

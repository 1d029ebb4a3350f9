package io.entasis.internal;

import io.entasis.bar.Bars;
import io.entasis.option.OptionChains;
import io.entasis.portfolio.Portfolios;
import io.entasis.prediction.Predictions;
import io.entasis.tick.Ticks;

/**
 * The repositories over one kind of session.
 *
 * @param ticks the ticks
 * @param bars the bars
 * @param chains the option chains
 * @param predictions the predictions
 * @param portfolios the portfolios
 */
public record Shelves(
    Ticks ticks, Bars bars, OptionChains chains, Predictions predictions, Portfolios portfolios) {}

package io.entasis.internal;

import io.entasis.bar.Bars;
import io.entasis.option.OptionChainReader;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.prediction.PredictionReader;
import io.entasis.tick.TickReader;

/**
 * What answers questions over one kind of session.
 *
 * @param ticks those about ticks
 * @param bars those about bars
 * @param chains those about option chains
 * @param predictions those about predictions
 * @param portfolios those about portfolios
 */
public record Readers(
    TickReader ticks,
    Bars bars,
    OptionChainReader chains,
    PredictionReader predictions,
    PortfolioReader portfolios) {}

package io.entasis.internal;

import io.entasis.bar.Bars;
import io.entasis.tick.Ticks;

/**
 * The repositories over one kind of session.
 *
 * @param ticks the ticks
 * @param bars the bars
 */
public record Shelves(Ticks ticks, Bars bars) {}

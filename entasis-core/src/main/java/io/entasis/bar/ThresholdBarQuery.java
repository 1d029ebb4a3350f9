package io.entasis.bar;

import io.entasis.query.TimedQuery;

/**
 * A question about bars that end when enough has happened. It is an immutable value: each refinement returns a new question and leaves this
 * one as it was.
 *
 * <p>A bar takes ticks in total order until their sum reaches the {@link BarThreshold}. The tick that reaches it is the bar's last one and
 * belongs to it whole, so a bar can hold more than the threshold; the next tick begins the next bar. A bar starts at the time of its first tick
 * and ends one microsecond after that of its last, so that {@code [start, end)} holds all its ticks; when several ticks share an instant, the next
 * bar may start in that microsecond too.
 *
 * <p>The first bar begins with the first tick of the range, so <strong>the bars depend on where a range begins</strong>: two ranges that touch
 * do not give the bars of both together. The last bar has not reached its threshold and is {@link BarState#PROVISIONAL}, wherever the range
 * ends; of what was known at an instant it is absent, unless {@link #withProvisional} asks for it.
 *
 * <p>Bars come by symbol, then by time. They are computed while the ticks are read, in constant memory, and exact. {@code descending()} gives the
 * same bars, counted from the first tick all the same, so that all of them are made before the first is handed out.
 *
 * <p>Each refinement can be made once; a second one of the same kind fails at that line with
 * {@link io.entasis.error.InvalidInputException}.
 */
public interface ThresholdBarQuery extends TimedQuery<Bar, ThresholdBarQuery> {

  /** Only trades reported by one of these exchanges. */
  ThresholdBarQuery on(String exchange, String... more);

  /** Also the last bar, which is not full, of what was known at an instant. Other questions hold it in any case. */
  ThresholdBarQuery withProvisional();
}

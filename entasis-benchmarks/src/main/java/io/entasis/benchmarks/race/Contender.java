package io.entasis.benchmarks.race;

/**
 * A way that takes part in a race.
 *
 * @param name how the table calls it
 * @param way what is timed
 * @param <A> what it answers
 */
public record Contender<A>(String name, Way<? extends A> way) {}

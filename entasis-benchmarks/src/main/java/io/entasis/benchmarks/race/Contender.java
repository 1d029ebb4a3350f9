package io.entasis.benchmarks.race;

/**
 * A way that takes part in a race.
 *
 * @param name how the table calls it
 * @param ready what is done before each of its turns, untimed
 * @param way what is timed
 * @param <A> what it answers
 */
public record Contender<A>(String name, Way<?> ready, Way<? extends A> way) {

  /** One that needs nothing before its turns. */
  public Contender(String name, Way<? extends A> way) {
    this(name, () -> true, way);
  }
}

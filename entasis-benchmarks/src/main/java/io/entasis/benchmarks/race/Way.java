package io.entasis.benchmarks.race;

/**
 * One way of doing a job.
 *
 * @param <A> what it answers
 */
@FunctionalInterface
public interface Way<A> {

  /** Does the job once. */
  A run() throws Exception;
}

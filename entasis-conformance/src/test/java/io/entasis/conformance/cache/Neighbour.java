package io.entasis.conformance.cache;

import io.entasis.Entasis;
import java.time.Duration;
import java.util.Arrays;

/** Another process with a cache of its own. */
final class Neighbour {

  private Neighbour() {}

  /** URL, user, password, seed, number of operations; what it did goes to the standard output. */
  public static void main(String[] args) {
    try (Entasis entasis = Caching.following(Entasis.builder()
        .url(args[0])
        .user(args[1])
        .password(args[2])
        .poolSize(3)
        .rollupRefresh(Duration.ZERO)
        .cache(TwoProcessesTest.SETTINGS)
        .open())) {
      System.out.println("began " + System.nanoTime());
      new Workload("there", Long.parseLong(args[3]))
          .run(entasis, Integer.parseInt(args[4]))
          .forEach(System.out::println);
    } catch (RuntimeException e) {
      System.out.println("failed " + e + " " + Arrays.toString(e.getStackTrace()));
    }
  }
}

package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.cache.CacheSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What two processes with a cache each agree on, and the law that holds for what they have read. */
final class TwoProcesses {

  static final CacheSettings SETTINGS = CacheSettings.defaults().staleness(Duration.ofMillis(400));

  /** How long they wait for a connection when connections fail. */
  static final Duration SOON = Duration.ofSeconds(2);

  private TwoProcesses() {}

  /** Each read has seen what had been committed for the bound when it began, or something newer. */
  static void assertNothingIsStale(List<Event> events, long seed) {
    Map<String, NavigableMap<Long, Integer>> committed = committed(events);
    for (Event read : events) {
      Map.Entry<Long, Integer> due = committed
          .getOrDefault(read.key(), new TreeMap<>())
          .floorEntry(read.nanos() - SETTINGS.staleness().toNanos());
      if (!read.wrote() && due != null) {
        assertThat(read.version())
            .as("seed %d, %s", seed, read)
            .isGreaterThanOrEqualTo(due.getValue())
            .isLessThan(1_000_000);
      }
    }
  }

  /** Of each subject the versions by when their commit had returned. */
  static Map<String, NavigableMap<Long, Integer>> committed(List<Event> events) {
    Map<String, NavigableMap<Long, Integer>> committed = new HashMap<>();
    events.stream()
        .filter(Event::wrote)
        .forEach(event -> committed
            .computeIfAbsent(event.key(), key -> new TreeMap<>())
            .put(event.nanos(), event.version()));
    return committed;
  }
}

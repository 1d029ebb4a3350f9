package io.entasis.conformance.cache;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.query.Answer;
import io.entasis.query.AnswerSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Random writes to the subjects of one writer, and random reads of those of all. */
final class Workload {

  /** The writers; each subject has one, so that its versions are committed in order. */
  static final List<String> WRITERS = List.of("here", "there", "sql");

  /** How many subjects of each kind a writer has. */
  static final int SUBJECTS = 4;

  private final List<Event> events = new ArrayList<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Random random;
  private final String writer;

  Workload(String writer, long seed) {
    this.writer = writer;
    this.random = new Random(seed);
  }

  /** Does so many operations. */
  List<Event> run(Entasis entasis, int operations) {
    for (int i = 0; i < operations; i++) {
      operate(entasis);
    }
    return events;
  }

  /** Goes on until it is told to stop, whatever fails: what failed may have been committed or not. */
  List<Event> runDespiteFaults(Entasis entasis, BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      try {
        operate(entasis);
      } catch (EntasisException e) {
        failures.incrementAndGet();
      }
    }
    return events;
  }

  private void operate(Entasis entasis) {
    Kept kept = Kept.any(random);
    if (random.nextInt(4) == 0) {
      write(entasis, kept);
    } else {
      read(entasis, kept);
    }
  }

  /** Alone, in a transaction, or in one that is rolled back. */
  private void write(Entasis entasis, Kept kept) {
    String subject = subject(writer);
    int version = next(kept, subject);
    switch (random.nextInt(4)) {
      case 0 -> entasis.useTransaction(transaction -> kept.save(transaction, subject, version));
      case 1 -> {
        rollBack(entasis, kept, subject);
        return;
      }
      default -> kept.save(entasis, subject, version);
    }
    committed(kept, subject, version);
  }

  private void read(Entasis entasis, Kept kept) {
    String subject = subject(WRITERS.get(random.nextInt(WRITERS.size())));
    long began = System.nanoTime();
    Answer<Integer> answer = kept.answer(entasis, subject);
    events.add(new Event(
        false, key(kept, subject), answer.value(), began, answer.source() == AnswerSource.CACHE));
  }

  private static void rollBack(Entasis entasis, Kept kept, String subject) {
    try {
      entasis.useTransaction(transaction -> {
        kept.save(transaction, subject, 1_000_000);
        throw new IllegalStateException("rolled back on purpose");
      });
    } catch (IllegalStateException e) {
      // as it was meant
    }
  }

  /** The next version of a subject of this writer; a version that is not committed leaves a gap. */
  int next(Kept kept, String subject) {
    return versions.merge(key(kept, subject), 1, Integer::sum);
  }

  /** Notes that it is committed. */
  void committed(Kept kept, String subject, int version) {
    events.add(Event.written(key(kept, subject), version));
  }

  /** One of that writer's subjects. */
  String subject(String ofWriter) {
    return ofWriter + random.nextInt(SUBJECTS);
  }

  /** All of that writer's subjects. */
  static List<String> subjects(String ofWriter) {
    return IntStream.range(0, SUBJECTS).mapToObj(number -> ofWriter + number).toList();
  }

  List<Event> events() {
    return events;
  }

  /** How many operations failed. */
  int failures() {
    return failures.get();
  }

  private static String key(Kept kept, String subject) {
    return kept + "/" + subject;
  }
}

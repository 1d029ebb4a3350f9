package io.entasis.conformance.cache;

import io.entasis.Entasis;
import io.entasis.query.Answer;
import io.entasis.query.AnswerSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Random writes to the subjects of one writer, and random reads of those of all. */
final class Workload {

  /** The writers; each subject has one, so that its versions are committed in order. */
  static final List<String> WRITERS = List.of("here", "there", "sql");

  /** How many subjects of each kind a writer has. */
  static final int SUBJECTS = 4;

  private final List<Event> events = new ArrayList<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Random random;
  private final String writer;

  Workload(String writer, long seed) {
    this.writer = writer;
    this.random = new Random(seed);
  }

  /** Does so many operations. */
  List<Event> run(Entasis entasis, int operations) {
    for (int i = 0; i < operations; i++) {
      Kept kept = Kept.any(random);
      if (random.nextInt(4) == 0) {
        write(entasis, kept);
      } else {
        read(entasis, kept);
      }
    }
    return events;
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

  /** The next version of a subject of this writer. */
  int next(Kept kept, String subject) {
    return versions.getOrDefault(key(kept, subject), 0) + 1;
  }

  /** Notes that it is committed. */
  void committed(Kept kept, String subject, int version) {
    versions.put(key(kept, subject), version);
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

  private static String key(Kept kept, String subject) {
    return kept + "/" + subject;
  }
}

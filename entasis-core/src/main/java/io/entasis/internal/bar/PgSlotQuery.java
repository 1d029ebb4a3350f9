package io.entasis.internal.bar;

import io.entasis.bar.BarSlot;
import io.entasis.query.Query;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question about the times of bars and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 */
record PgSlotQuery(BarAnswers answers, BarCriteria criteria) implements Query<BarSlot> {

  @Override
  public List<BarSlot> list() {
    return answers.slotList(criteria, true);
  }

  @Override
  public Stream<BarSlot> stream() {
    return answers.slots(criteria, true);
  }

  @Override
  public void forEach(Consumer<? super BarSlot> action) {
    Objects.requireNonNull(action, "action");
    try (Stream<BarSlot> slots = stream()) {
      slots.forEachOrdered(action);
    }
  }

  @Override
  public Optional<BarSlot> findFirst() {
    return answers.slotList(criteria.windowed(criteria.window().first()), true).stream()
        .findFirst();
  }

  @Override
  public long count() {
    return answers.slotCount(criteria, true);
  }
}

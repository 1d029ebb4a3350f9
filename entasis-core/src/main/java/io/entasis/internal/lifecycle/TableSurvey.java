package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Sql;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.PartitionLayout;
import io.entasis.internal.partition.PartitionRecord;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.internal.partition.RawFloor;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is of a table at one moment.
 *
 * @param form what its rows are
 * @param parts its partitions and tables that look like some, by time
 * @param records what is noted of them, by name
 * @param layout which partitions there should be
 * @param floor its raw floor
 */
record TableSurvey(
    TableForm form,
    List<Part> parts,
    Map<String, PartitionRecord> records,
    PartitionLayout layout,
    Optional<Instant> floor) {

  private static final Set<PartitionState> LEFT =
      EnumSet.of(PartitionState.DETACHED, PartitionState.DROPPED);

  static TableSurvey of(Connection connection, PartitionRecords notes, TableForm form)
      throws SQLException {
    Sql sql = notes.sql();
    return new TableSurvey(
        form,
        Parts.of(connection, sql, form.name()),
        notes.of(connection, form.name()),
        PartitionLayout.read(connection, sql, form.name()),
        new RawFloor(sql, form.name()).read(connection));
  }

  /** Attached ones, whoever made them, by time; without a default partition. */
  List<Part> attached() {
    return parts.stream().filter(Part::isAttached).toList();
  }

  /** Attached ones that are as the layout makes them, by time. */
  List<Part> regular() {
    return attached().stream().filter(this::isRegular).toList();
  }

  boolean isRegular(Part part) {
    return layout.makes(part.name(), part.range());
  }

  Optional<Part> defaultPart() {
    return tied(Tie.DEFAULT).stream().findFirst();
  }

  List<Part> tied(Tie tie) {
    return parts.stream().filter(part -> part.tie() == tie).toList();
  }

  Optional<Part> find(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  Optional<PartitionRecord> record(String name) {
    return Optional.ofNullable(records.get(name));
  }

  /** Loose tables that were detached by maintenance. */
  List<PartitionRecord> detached() {
    return records.values().stream()
        .filter(record -> stateOf(record) == PartitionState.DETACHED)
        .toList();
  }

  /** Of tables that are loose since a detach after which nothing could be noted. */
  List<PartitionKey> unnotedDetaches() {
    return records.values().stream()
        .filter(record -> record.state() == PartitionState.DETACHING
            && stateOf(record) == PartitionState.DETACHED)
        .map(PartitionRecord::key)
        .toList();
  }

  PartitionKey key(Part part) {
    return part.tie() == Tie.LOOSE && records.containsKey(part.name())
        ? records.get(part.name()).key()
        : new PartitionKey(form.name(), part.name(), part.range());
  }

  /** What the server says counts; the notes tell the rest. */
  PartitionState state(Part part) {
    return switch (part.tie()) {
      case HALF_DETACHED -> PartitionState.DETACHING;
      case DEFAULT -> PartitionState.ATTACHED;
      case LOOSE -> record(part.name()).map(this::stateOf).orElse(PartitionState.DROPPED);
      case ATTACHED -> attachedState(part);
    };
  }

  private PartitionState attachedState(Part part) {
    if (!part.isSealed()) {
      return PartitionState.ATTACHED;
    }
    return record(part.name()).flatMap(PartitionRecord::archive).isPresent()
        ? PartitionState.ARCHIVED
        : PartitionState.SEALED;
  }

  /** Of something noted, whether or not its table is still there. */
  PartitionState stateOf(PartitionRecord record) {
    Optional<Part> part = find(record.key().name());
    if (part.isPresent() && part.get().tie() != Tie.LOOSE) {
      return state(part.get());
    }
    return switch (record.state()) {
      case DETACHING, DETACHED -> PartitionState.DETACHED;
      case PLANNED -> PartitionState.PLANNED;
      default -> PartitionState.DROPPED;
    };
  }

  /** Whether it is attached again after it had left, which is not noted yet. */
  boolean hasComeBack(Part part) {
    return part.isAttached()
        && record(part.name()).filter(record -> LEFT.contains(record.state())).isPresent();
  }

  /** When an attached one came back after it had left; one that is just found to have, now. */
  Optional<Instant> restoredAt(Part part, Instant now) {
    return hasComeBack(part)
        ? Optional.of(now)
        : record(part.name()).flatMap(PartitionRecord::restoredAt);
  }

  /** Whether a loose table is known: somebody builds it, or maintenance has detached it. */
  boolean isKnown(Part loose) {
    return record(loose.name())
        .map(this::stateOf)
        .filter(state -> state != PartitionState.DROPPED)
        .isPresent();
  }

  /** Between the first and the last attached one. */
  List<TimeRange> gaps() {
    List<TimeRange> gaps = new ArrayList<>();
    Optional<Instant> end = Optional.empty();
    for (Part part : attached()) {
      if (end.isPresent() && end.get().isBefore(part.range().from())) {
        gaps.add(TimeRange.of(end.get(), part.range().from()));
      }
      end = Optional.of(part.range().to());
    }
    return gaps;
  }

  /** Up to where every instant from that one on is in an attached partition. */
  Instant coveredFrom(Instant start) {
    Instant end = start;
    for (Part part : attached()) {
      if (part.range().contains(end)) {
        end = part.range().to();
      }
    }
    return end;
  }
}

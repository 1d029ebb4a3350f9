package io.entasis.internal.partition;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.PartitionMissingException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.Watchdog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The monthly partitions of one table: which there are, and making those that are missing. What it remembers saves a question to
 * the catalogue and is checked again where it matters. Safe for use by several threads.
 */
public final class MonthPartitions implements Placement {

  private static final String DOING = "making partitions";

  /** A later look into the catalogue has to see what another process has made meanwhile. */
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local lock_timeout = '10s'";

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final Set<String> NAME_TAKEN = Set.of("42P07");
  private static final Set<String> OVERLAP = Set.of("42P17");
  private static final Set<String> ROWS_IN_DEFAULT = Set.of("23514");

  private final Database database;
  private final PartitionDdl ddl;
  private final String table;
  private volatile Known known = Known.NOTHING;

  /** Of that table. */
  public MonthPartitions(Database database, String table) {
    this.database = database;
    this.ddl = new PartitionDdl(database.sql(), table);
    this.table = table;
  }

  /** The month that a timestamp in microseconds since 1970 belongs to, in UTC. */
  public static YearMonth monthOf(Instant timestamp) {
    return YearMonth.from(timestamp.atOffset(ZoneOffset.UTC));
  }

  /** The first instant of a month, in UTC. */
  public static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The name of a month's partition, for example market_data_y2024m01. */
  @Override
  public String tableOf(YearMonth month) {
    return PartitionDdl.nameOf(table, month);
  }

  @Override
  public List<String> partitionsOf(Collection<YearMonth> months) {
    return months.stream().map(this::tableOf).toList();
  }

  /** The start of the newest month that begins before the instant, as far as is remembered. */
  public Optional<Instant> newestStart(Sessions asking, Optional<Instant> before) {
    NavigableSet<Instant> starts = recent(asking).starts();
    return Optional.ofNullable(starts.lower(before.orElse(Instant.MAX)));
  }

  @Override
  public List<String> ensure(SortedSet<YearMonth> months, int allowed, Duration limit) {
    if (missing(months, known.names()).isEmpty()) {
      return List.of();
    }
    try (Lease lease = database.sessions().lease(DOING, SETTINGS);
        Watchdog.Guard guard = database.watchdog().guard(lease.connection(), limit)) {
      return guard.run(DOING, () -> ensure(lease.connection(), months, allowed));
    }
  }

  private List<String> ensure(Connection connection, SortedSet<YearMonth> months, int allowed)
      throws SQLException {
    List<String> created = ensureWithin(connection, months, allowed);
    if (!created.isEmpty()) {
      connection.commit();
    }
    remember(connection);
    return created;
  }

  @Override
  public List<String> ensureWithin(Connection connection, SortedSet<YearMonth> months, int allowed)
      throws SQLException {
    List<YearMonth> missing = missing(months, ddl.attached(connection));
    if (!missing.isEmpty()) {
      ddl.lock(connection);
      missing = missing(months, ddl.attached(connection));
      checkAboveFloor(connection, missing);
      checkAllowed(missing, allowed);
      for (YearMonth month : missing) {
        create(connection, month);
      }
    }
    return missing.stream().map(this::tableOf).toList();
  }

  @Override
  public void forget() {
    known = Known.NOTHING;
  }

  /** A month whose bars are frozen is never made again: one late row in it would pass for all there ever was. */
  private void checkAboveFloor(Connection connection, List<YearMonth> missing) throws SQLException {
    Optional<Instant> floor = new RawFloor(database.sql(), table).read(connection);
    if (floor.isPresent() && !missing.isEmpty() && startOf(missing.get(0)).isBefore(floor.get())) {
      throw new BelowFloorException(table, floor.get());
    }
  }

  private void checkAllowed(List<YearMonth> missing, int allowed) {
    if (missing.size() > allowed) {
      throw new InvalidInputException(
          "the rows need " + missing.size() + " new monthly partitions of " + table
              + ", from " + missing.get(0) + " to " + missing.get(missing.size() - 1)
              + ", but only " + allowed
              + " more may be made; are the timestamps right?");
    }
  }

  private void create(Connection connection, YearMonth month) throws SQLException {
    try {
      ddl.create(connection, PartitionLayout.months(table).at(startOf(month)));
    } catch (SQLException e) {
      String state = SqlErrors.state(e);
      if (NAME_TAKEN.contains(state)) {
        throw new PartitionMissingException(
            table,
            month,
            "a table named " + tableOf(month) + " exists that is not the partition of this month",
            e);
      }
      if (ROWS_IN_DEFAULT.contains(state)) {
        throw new PartitionMissingException(
            table, month, "the default partition holds rows of the month", e);
      }
      if (OVERLAP.contains(state)) {
        throw new PartitionMissingException(
            table, month, "a partition with other bounds covers part of the month", e);
      }
      EntasisException translated = SqlErrors.translate(DOING, e);
      if (translated instanceof AccessDeniedException) {
        throw new PartitionMissingException(table, month, "the role is not allowed to make it", e);
      }
      throw translated;
    }
  }

  private List<YearMonth> missing(SortedSet<YearMonth> months, Collection<String> names) {
    List<YearMonth> missing = new ArrayList<>();
    for (YearMonth month : months) {
      if (!names.contains(tableOf(month))) {
        missing.add(month);
      }
    }
    return missing;
  }

  private Known recent(Sessions asking) {
    Known recent = known;
    if (recent.since().isBefore(database.clock().instant().minus(REMEMBERED))) {
      asking.with(DOING, this::remember);
      recent = known;
    }
    return recent;
  }

  private Set<String> remember(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>(ddl.attached(connection));
    NavigableSet<Instant> starts = names.stream()
        .map(name -> PartitionDdl.monthNamed(table, name))
        .flatMap(Optional::stream)
        .map(MonthPartitions::startOf)
        .collect(Collectors.toCollection(TreeSet::new));
    known = new Known(Set.copyOf(names), starts, database.clock().instant());
    return names;
  }

  /**
   * What the catalogue said.
   *
   * @param names names of the attached partitions
   * @param starts when their months begin
   * @param since when
   */
  private record Known(Set<String> names, NavigableSet<Instant> starts, Instant since) {

    private static final Known NOTHING =
        new Known(Set.of(), Collections.emptyNavigableSet(), Instant.MIN);
  }
}

package io.entasis.internal.partition;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.PartitionMissingException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.Watchdog;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The partitions of one table: which there are, and making those that are missing. What it remembers saves a question to
 * the catalogue and is checked again where it matters. Safe for use by several threads.
 */
public final class TablePartitions implements Placement {

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
  private volatile Known known;

  /** Of that table. */
  public TablePartitions(Database database, String table) {
    this.database = database;
    this.ddl = new PartitionDdl(database.sql(), table);
    this.table = table;
    this.known = Known.nothing(table);
  }

  @Override
  public Periods periods(Sessions asking, Duration limit) {
    return layout(asking, limit)::at;
  }

  /** A layout that cannot be had is the last one known; whether it is right is looked at again before a partition is made. */
  private PartitionLayout layout(Sessions asking, Duration limit) {
    if (isToBeAsked()) {
      try {
        ask(asking, limit);
      } catch (RetryableException e) {
        return known.layout();
      }
    }
    return known.layout();
  }

  /** Not in the transaction of the app, which might see no partition that is made later; unless there is no other connection. */
  private void ask(Sessions asking, Duration limit) {
    try {
      askOver(database.sessions(), limit);
    } catch (DatabaseUnavailableException e) {
      if (!asking.transactional()) {
        throw e;
      }
      askOver(asking, limit);
    }
  }

  private void askOver(Sessions sessions, Duration limit) {
    sessions.with(DOING, connection -> {
      try (Watchdog.Guard guard = database.watchdog().guard(connection, limit)) {
        return guard.run(DOING, () -> remember(connection));
      }
    });
  }

  @Override
  public List<String> partitionsAmong(Collection<PartitionKey> tables) {
    return tables.stream().map(PartitionKey::name).toList();
  }

  /** The start of the newest partition that begins before the instant, as far as is remembered. */
  public Optional<Instant> newestStart(Sessions asking, Optional<Instant> before) {
    NavigableSet<Instant> starts = recent(asking).starts();
    return Optional.ofNullable(starts.lower(before.orElse(Instant.MAX)));
  }

  @Override
  public List<String> ensure(Collection<PartitionKey> tables, int allowed, Duration limit) {
    if (missing(tables, known.names()).isEmpty()) {
      return List.of();
    }
    try (Lease lease = database.sessions().lease(DOING, SETTINGS);
        Watchdog.Guard guard = database.watchdog().guard(lease.connection(), limit)) {
      return guard.run(DOING, () -> ensure(lease.connection(), tables, allowed));
    }
  }

  private List<String> ensure(Connection connection, Collection<PartitionKey> tables, int allowed)
      throws SQLException {
    List<String> created = ensureWithin(connection, tables, allowed);
    if (!created.isEmpty()) {
      connection.commit();
    }
    remember(connection);
    return created;
  }

  @Override
  public List<String> ensureWithin(
      Connection connection, Collection<PartitionKey> tables, int allowed) throws SQLException {
    List<PartitionKey> missing = missing(tables, names(connection));
    if (!missing.isEmpty()) {
      ddl.lock(connection);
      missing = missing(tables, names(connection));
      checkAboveFloor(connection, missing);
      checkAllowed(missing, allowed);
      checkLayout(connection, missing);
      for (PartitionKey partition : missing) {
        create(connection, partition);
      }
    }
    return missing.stream().map(PartitionKey::name).toList();
  }

  /** Only those that hold what their name says. */
  private Set<String> names(Connection connection) throws SQLException {
    return names(ddl.attached(connection), PartitionLayout.read(connection, database.sql(), table));
  }

  private static Set<String> names(List<PartitionKey> attached, PartitionLayout layout) {
    return attached.stream()
        .filter(partition -> layout.makes(partition.name(), partition.range()))
        .map(PartitionKey::name)
        .collect(Collectors.toSet());
  }

  @Override
  public void forget() {
    known = Known.nothing(table);
  }

  /** A month whose bars are frozen is never made again: one late row in it would pass for all there ever was. */
  private void checkAboveFloor(Connection connection, List<PartitionKey> missing)
      throws SQLException {
    Optional<Instant> floor = new RawFloor(database.sql(), table).read(connection);
    if (floor.isPresent()
        && missing.stream().anyMatch(each -> each.range().from().isBefore(floor.get()))) {
      throw new BelowFloorException(table, floor.get());
    }
  }

  /** The rows were sorted into partitions by a layout that may have changed since. */
  private void checkLayout(Connection connection, List<PartitionKey> missing) throws SQLException {
    PartitionLayout layout = PartitionLayout.read(connection, database.sql(), table);
    for (PartitionKey partition : missing) {
      if (!layout.makes(partition.name(), partition.range())) {
        forget();
        throw new RetryableException("the size of partitions of " + table
            + " has changed meanwhile; there is to be no " + partition);
      }
    }
  }

  private void checkAllowed(List<PartitionKey> missing, int allowed) {
    if (missing.size() > allowed) {
      throw new InvalidInputException(
          "the rows need " + missing.size() + " new partitions of " + table
              + ", from " + missing.get(0).range().from() + " to "
              + missing.get(missing.size() - 1).range().from()
              + ", but only " + allowed
              + " more may be made; are the timestamps right?");
    }
  }

  private void create(Connection connection, PartitionKey partition) throws SQLException {
    try {
      ddl.create(connection, partition);
    } catch (SQLException e) {
      EntasisException translated = SqlErrors.translate(DOING, e);
      String reason = obstacle(partition, SqlErrors.state(e), translated);
      if (reason.isEmpty()) {
        throw translated;
      }
      throw new PartitionMissingException(
          table, partition.range().from(), partition.range().to(), reason, e);
    }
  }

  /** Why it cannot be made, where that is not for the app to try again. */
  private static String obstacle(
      PartitionKey partition, String state, EntasisException translated) {
    if (NAME_TAKEN.contains(state)) {
      return "a table named " + partition.name() + " exists that is not the partition of this time";
    }
    if (ROWS_IN_DEFAULT.contains(state)) {
      return "the default partition holds rows of " + partition.name();
    }
    if (OVERLAP.contains(state)) {
      return "a partition with other bounds covers part of " + partition.name();
    }
    return translated instanceof AccessDeniedException ? "the role is not allowed to make it" : "";
  }

  private static List<PartitionKey> missing(
      Collection<PartitionKey> tables, Collection<String> names) {
    return tables.stream().filter(table -> !names.contains(table.name())).toList();
  }

  private Known recent(Sessions asking) {
    if (isToBeAsked()) {
      asking.with(DOING, this::remember);
    }
    return known;
  }

  private boolean isToBeAsked() {
    return known.since().isBefore(database.clock().instant().minus(REMEMBERED));
  }

  private Set<String> remember(Connection connection) throws SQLException {
    PartitionLayout layout = PartitionLayout.read(connection, database.sql(), table);
    List<PartitionKey> attached = ddl.attached(connection);
    Set<String> names = names(attached, layout);
    NavigableSet<Instant> starts = attached.stream()
        .filter(partition -> names.contains(partition.name()))
        .map(partition -> partition.range().from())
        .collect(Collectors.toCollection(TreeSet::new));
    known = new Known(Set.copyOf(names), starts, layout, database.clock().instant());
    return names;
  }

  /**
   * What the catalogue said.
   *
   * @param names names of the attached partitions
   * @param starts when their time begins
   * @param layout which partitions there should be
   * @param since when
   */
  private record Known(
      Set<String> names, NavigableSet<Instant> starts, PartitionLayout layout, Instant since) {

    static Known nothing(String table) {
      return new Known(
          Set.of(), Collections.emptyNavigableSet(), PartitionLayout.months(table), Instant.MIN);
    }
  }
}

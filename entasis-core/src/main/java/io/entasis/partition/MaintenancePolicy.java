package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What maintenance keeps and what it lets go. An immutable value: each method returns a new policy and leaves this one as it was.
 *
 * <p>Ages count back from now, or from the newest row of a table where that is older: a feed that has stopped loses nothing, and neither
 * does a table into which one row from the future was written. A partition leaves only when all of its time is too old.
 *
 * @param tables the tables; both by default
 * @param createAhead how many partitions after the one of the present are there at any time; 3 by default
 * @param retainRaw how long rows are kept; 3 months by default, for ever when empty
 * @param keepRollups how long kept bars are; 1 year by default, for ever when empty, and never less than rows are
 * @param sealAfter at what age partitions are sealed; when they leave by default
 * @param archive where partitions go before they are dropped; nowhere by default, when nothing is dropped
 * @param grace how long a detached partition stays as a table of its own; 7 days by default
 * @param lockTimeout how long a step waits for a lock, and whoever comes after it waits for the step; 2 seconds by default
 * @param attempts how often a step is tried when it did not get its lock; 5 by default
 * @param dropsUnarchived whether partitions are dropped without an archive; never by default, when they stay as tables of their own
 */
public record MaintenancePolicy(
    Set<PartitionedTable> tables,
    int createAhead,
    Optional<Period> retainRaw,
    Optional<Period> keepRollups,
    Optional<Period> sealAfter,
    Optional<PartitionArchive> archive,
    Duration grace,
    Duration lockTimeout,
    int attempts,
    boolean dropsUnarchived) {

  private static final int MOST_AHEAD = 1_000;
  private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMinutes(1);

  /** Any day does: only the order of two ages is asked for. */
  private static final Instant SOME_DAY = Instant.parse("2024-01-01T00:00:00Z");

  private static final MaintenancePolicy DEFAULTS = new MaintenancePolicy(
      EnumSet.allOf(PartitionedTable.class),
      3,
      Optional.of(Period.ofMonths(3)),
      Optional.of(Period.ofYears(1)),
      Optional.empty(),
      Optional.empty(),
      Duration.ofDays(7),
      Duration.ofSeconds(2),
      5,
      false);

  /**
   * Checks every setting, and the settings together.
   *
   * @throws InvalidInputException when one is out of its range or two contradict each other; the message names them
   */
  public MaintenancePolicy {
    tables = Set.copyOf(tables);
    require(!tables.isEmpty(), "tables", "one or more");
    require(
        createAhead >= 0 && createAhead <= MOST_AHEAD, "createAhead", "from 0 to " + MOST_AHEAD);
    require(isAge(retainRaw), "retainRaw", "one day or more");
    require(isAge(keepRollups), "keepRollups", "one day or more");
    require(isAge(sealAfter), "sealAfter", "one day or more");
    require(!isLonger(retainRaw, keepRollups), "keepRollups", "at least retainRaw");
    require(
        !sealAfter.isPresent() || !isLonger(sealAfter, retainRaw),
        "sealAfter",
        "at most retainRaw");
    require(!grace.isNegative(), "grace", "zero or more");
    require(
        lockTimeout.toMillis() >= 1 && lockTimeout.compareTo(LONGEST_LOCK_TIMEOUT) <= 0,
        "lockTimeout",
        "from a millisecond to a minute");
    require(attempts >= 1, "attempts", "one or more");
    require(
        !dropsUnarchived || archive.isEmpty(), "archive", "none where unarchived rows are dropped");
  }

  /** The defaults of every setting. */
  public static MaintenancePolicy defaults() {
    return DEFAULTS;
  }

  /** For these tables only. */
  public MaintenancePolicy only(PartitionedTable first, PartitionedTable... others) {
    return with(draft -> draft.tables = EnumSet.of(first, others));
  }

  /** With another number of partitions after the one of the present, from 0 to 1,000. */
  public MaintenancePolicy createAhead(int partitions) {
    return with(draft -> draft.createAhead = partitions);
  }

  /** With rows that are kept that long. */
  public MaintenancePolicy retainRaw(Period age) {
    return with(draft -> draft.retainRaw = Optional.of(age));
  }

  /** With rows, and so kept bars, that are kept for ever. */
  public MaintenancePolicy retainForEver() {
    return with(draft -> {
      draft.retainRaw = Optional.empty();
      draft.keepRollups = Optional.empty();
    });
  }

  /** With bars that are kept that long. */
  public MaintenancePolicy keepRollups(Period age) {
    return with(draft -> draft.keepRollups = Optional.of(age));
  }

  /** With bars that are kept for ever. */
  public MaintenancePolicy keepRollupsForEver() {
    return with(draft -> draft.keepRollups = Optional.empty());
  }

  /** With partitions that are sealed at that age, though their rows are kept for longer. */
  public MaintenancePolicy sealAfter(Period age) {
    return with(draft -> draft.sealAfter = Optional.of(age));
  }

  /**
   * With an archive that every partition goes to, and is compared with, before it is dropped. Without one, partitions that are too old are
   * detached and stay as tables of their own. The archive is not closed.
   */
  public MaintenancePolicy archive(PartitionArchive archive) {
    return with(draft -> draft.archive = Optional.of(archive));
  }

  /**
   * With partitions that are dropped though no archive holds their rows, which are gone then. For rows that can be had again from
   * elsewhere, or are not wanted.
   */
  public MaintenancePolicy dropUnarchived() {
    return with(draft -> draft.dropsUnarchived = true);
  }

  /** With another time between detaching and dropping. */
  public MaintenancePolicy grace(Duration grace) {
    return with(draft -> draft.grace = grace);
  }

  /** With another time that a step waits for a lock, from a millisecond to a minute. */
  public MaintenancePolicy lockTimeout(Duration timeout) {
    return with(draft -> draft.lockTimeout = timeout);
  }

  /** With another number of attempts. */
  public MaintenancePolicy attempts(int attempts) {
    return with(draft -> draft.attempts = attempts);
  }

  /** Whether anything may be dropped at all. */
  public boolean drops() {
    return dropsUnarchived || archive.isPresent();
  }

  private MaintenancePolicy with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.policy();
  }

  private static boolean isAge(Optional<Period> age) {
    return age.isEmpty() || before(age.get()).isBefore(SOME_DAY);
  }

  /** Whether the first age is beyond the second; none at all is for ever. */
  private static boolean isLonger(Optional<Period> first, Optional<Period> second) {
    return second.isPresent()
        && (first.isEmpty() || before(first.get()).isBefore(before(second.get())));
  }

  private static Instant before(Period age) {
    return SOME_DAY.atOffset(ZoneOffset.UTC).minus(age).toInstant();
  }

  private static void require(boolean good, String name, String range) {
    if (!good) {
      throw new InvalidInputException(name + " must be " + range);
    }
  }

  /** The settings on their way into another policy. */
  private static final class Draft {

    private Set<PartitionedTable> tables;
    private int createAhead;
    private Optional<Period> retainRaw;
    private Optional<Period> keepRollups;
    private Optional<Period> sealAfter;
    private Optional<PartitionArchive> archive;
    private Duration grace;
    private Duration lockTimeout;
    private int attempts;
    private boolean dropsUnarchived;

    Draft(MaintenancePolicy policy) {
      tables = policy.tables;
      createAhead = policy.createAhead;
      retainRaw = policy.retainRaw;
      keepRollups = policy.keepRollups;
      sealAfter = policy.sealAfter;
      archive = policy.archive;
      grace = policy.grace;
      lockTimeout = policy.lockTimeout;
      attempts = policy.attempts;
      dropsUnarchived = policy.dropsUnarchived;
    }

    MaintenancePolicy policy() {
      return new MaintenancePolicy(
          tables,
          createAhead,
          retainRaw,
          keepRollups,
          sealAfter,
          archive,
          grace,
          lockTimeout,
          attempts,
          dropsUnarchived);
    }
  }
}

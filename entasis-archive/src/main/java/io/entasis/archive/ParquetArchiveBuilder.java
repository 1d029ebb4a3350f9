package io.entasis.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.error.InvalidInputException;
import io.entasis.internal.archive.Origin;
import io.entasis.internal.archive.WorkFolder;
import java.nio.file.Path;
import java.time.Clock;

/** The settings of a {@link ParquetArchive}. Each can be made once. For one thread. */
public final class ParquetArchiveBuilder {

  private final ObjectStore store;
  private final Once<Path> workFolder = new Once<>("work folder");
  private final Once<Clock> clock = new Once<>("clock");
  private final Once<String> origin = new Once<>("origin");

  ParquetArchiveBuilder(ObjectStore store) {
    this.store = store;
  }

  /**
   * Where files stand while they are written or after they were fetched; the folder for temporary files by default. It needs room for
   * two partitions as Parquet for every call under way.
   */
  public ParquetArchiveBuilder workFolder(Path folder) {
    workFolder.set(folder);
    return this;
  }

  /** The clock that tells when something was archived and how old leftovers are; the system clock by default. */
  public ParquetArchiveBuilder clock(Clock now) {
    clock.set(now);
    return this;
  }

  /**
   * What the database is called whose partitions these are, for example {@code prod-eu}; no name by default. It is written into every
   * entry. Where the store holds a partition of the same name that is of another origin, or of none while this one has a name, storing
   * and finding that partition throws {@link io.entasis.error.InvalidConfigurationException}, and listings have it among what is
   * unreadable. A database that takes over from another, from a backup or after an upgrade, goes on under its name.
   *
   * @throws InvalidInputException when the name is blank
   */
  public ParquetArchiveBuilder origin(String name) {
    if (name.isBlank()) {
      throw new InvalidInputException("an origin needs a name");
    }
    origin.set(name);
    return this;
  }

  /** The archive. Nothing is asked of the store yet. */
  public ParquetArchive open() {
    return new ParquetArchive(
        store,
        new WorkFolder(
            workFolder.get().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))),
        clock.get().orElseGet(Clock::systemUTC),
        new Origin(origin.get()));
  }
}

package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.error.NotFoundException;
import io.entasis.internal.archive.parquet.FileLabels;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveStep;
import java.nio.file.Path;
import java.util.List;

/** Looks whether the store still holds what an entry says. */
public final class Checking {

  private final ObjectStore store;
  private final EntryShelf shelf;
  private final WorkFolder work;
  private final Fetching fetching;

  /** In that store. */
  public Checking(ObjectStore store, EntryShelf shelf, WorkFolder work) {
    this.store = store;
    this.shelf = shelf;
    this.work = work;
    this.fetching = new Fetching(store);
  }

  /** Compares everything. */
  public void verify(ArchiveEntry entry, ProgressMeter meter) {
    String key = shelf.dataKey(entry);
    meter.begin(ArchiveStep.DOWNLOAD, entry.bytes());
    shelf.checkStands(key, entry, meter);
    try (WorkFolder.Desk desk = work.open()) {
      new Comparison(
              new FileLabels(entry.partition(), entry.schemaVersion(), entry.content()),
              entry.layout())
          .check(fetch(entry, desk, meter), store.locate(key).toString(), meter);
    }
  }

  /** The file of the entry, in place or on the desk. */
  Path fetch(ArchiveEntry entry, WorkFolder.Desk desk, ProgressMeter meter) {
    FileHash expected = new FileHash(entry.bytes(), entry.file().sha256());
    String key = shelf.dataKey(entry);
    try {
      return fetching.fetch(key, expected, desk, meter);
    } catch (NotFoundException e) {
      throw new ArchiveCorruptException(
          store.locate(key).toString(), List.of("the file is missing"), e);
    }
  }
}

package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveStep;
import java.nio.file.Path;
import java.util.List;

/** Gets files out of the store, and lets none pass that is not the one that is expected. */
final class Fetching {

  private static final String FETCHED = "fetched.parquet";

  private final ObjectStore store;

  Fetching(ObjectStore store) {
    this.store = store;
  }

  /**
   * The file under the key, in place where that is possible, else on the desk.
   *
   * @throws io.entasis.error.NotFoundException when there is none
   * @throws ArchiveCorruptException when it is another one
   */
  Path fetch(String key, FileHash expected, WorkFolder.Desk desk, ProgressMeter meter) {
    meter.begin(ArchiveStep.DOWNLOAD, expected.bytes());
    return fetched(key, expected, desk, meter);
  }

  /** Reads the file under the key as a part of publishing it. */
  void check(String key, FileHash expected, WorkFolder.Desk desk, ProgressMeter meter) {
    fetched(key, expected, desk, meter);
  }

  private Path fetched(String key, FileHash expected, WorkFolder.Desk desk, ProgressMeter meter) {
    Path file = store.file(key).orElseGet(() -> {
      Path target = desk.file(FETCHED);
      store.download(key, target, meter::bytes);
      return target;
    });
    List<String> differences = expected.differences(FileHash.of(file, meter::bytes));
    if (!differences.isEmpty()) {
      throw new ArchiveCorruptException(store.locate(key).toString(), differences);
    }
    return file;
  }
}

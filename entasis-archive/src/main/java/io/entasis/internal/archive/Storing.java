package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.error.EntasisException;
import io.entasis.internal.archive.parquet.FileLabels;
import io.entasis.internal.archive.parquet.ParquetRowWriter;
import io.entasis.internal.archive.store.FileErrors;
import io.entasis.internal.archive.store.Undisturbed;
import io.entasis.market.Micros;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ArchiveStep;
import io.entasis.partition.ArchivedFile;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives a partition, step by step: a file on this machine, under a temporary key in the store, back and compared, under its own key,
 * back once more, and last the entry, which alone makes it visible.
 */
public final class Storing {

  private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
  private static final String WRITTEN = "written.parquet";

  private final ObjectStore store;
  private final EntryShelf shelf;
  private final WorkFolder work;
  private final Clock clock;
  private final Fetching fetching;

  /** In that store. */
  public Storing(ObjectStore store, EntryShelf shelf, WorkFolder work, Clock clock) {
    this.store = store;
    this.shelf = shelf;
    this.work = work;
    this.clock = clock;
    this.fetching = new Fetching(store);
  }

  /** Archives the rows. */
  public ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ProgressMeter meter) {
    shelf.checkOwn(request.partition());
    String data = ArchiveKeys.data(request.partition(), clock.instant());
    String incoming = ArchiveKeys.incoming(data);
    try (WorkFolder.Desk desk = work.open()) {
      Written written = write(request, rows, desk, meter);
      upload(incoming, written, meter);
      Path back = fetching.fetch(incoming, written.hash(), desk, meter);
      new Comparison(written.labels(request), rows.layout())
          .check(back, store.locate(incoming).toString(), meter);
      Instant verifiedAt = now();
      meter.begin(ArchiveStep.PUBLISH, written.hash().bytes());
      store.copy(incoming, data, bytes -> meter.ask());
      fetching.check(data, written.hash(), desk, meter);
      ArchiveEntry entry = new ArchiveEntry(
          request.partition(),
          request.schemaVersion(),
          rows.layout(),
          written.content(),
          written.archived(store.locate(data)),
          now(),
          verifiedAt);
      shelf.enter(data, entry, desk, meter);
      finish(incoming);
      return entry;
    } catch (RuntimeException e) {
      Undisturbed.clean(e, () -> undo(data));
      throw e;
    }
  }

  private static Written write(
      ArchiveRequest request, PartitionRows rows, WorkFolder.Desk desk, ProgressMeter meter) {
    Path file = desk.file(WRITTEN);
    meter.begin(ArchiveStep.WRITE, request.expectedRows().orElse(0));
    try {
      ContentDigest content = write(file, request, rows, meter);
      return new Written(file, content, FileHash.of(file, bytes -> {}));
    } catch (IOException e) {
      throw FileErrors.translate("writing " + file, e);
    }
  }

  private static ContentDigest write(
      Path file, ArchiveRequest request, PartitionRows rows, ProgressMeter meter)
      throws IOException {
    try (ParquetRowWriter writer = ParquetRowWriter.open(file, request, rows.layout())) {
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        writer.write(row);
        meter.row(writer::bytes);
      }
      return writer.digest();
    }
  }

  private void upload(String incoming, Written written, ProgressMeter meter) {
    meter.begin(ArchiveStep.UPLOAD, written.hash().bytes());
    store.upload(incoming, written.file(), meter::bytes);
    try {
      Files.delete(written.file());
    } catch (IOException e) {
      throw FileErrors.translate("removing " + written.file(), e);
    }
  }

  /** The entry stands: what cannot be removed now is a leftover and no failure. */
  private void finish(String incoming) {
    try {
      store.delete(incoming);
    } catch (EntasisException e) {
      LOG.warn("{} was left behind: {}", store.locate(incoming), e.getMessage());
    }
  }

  /**
   * The entry goes first: if it cannot be told whether it stands, the file has to stay with it. The temporary file goes last, for it
   * tells whoever tidies up about the others.
   */
  private void undo(String data) {
    store.delete(ArchiveKeys.entryOf(data));
    store.delete(data);
    store.delete(ArchiveKeys.incoming(data));
  }

  private Instant now() {
    return Micros.truncate(clock.instant());
  }

  private record Written(Path file, ContentDigest content, FileHash hash) {

    FileLabels labels(ArchiveRequest request) {
      return new FileLabels(request.partition(), request.schemaVersion(), content);
    }

    ArchivedFile archived(URI location) {
      return new ArchivedFile(location, hash.bytes(), hash.sha256());
    }
  }
}

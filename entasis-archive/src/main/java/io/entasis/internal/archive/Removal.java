package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.internal.archive.store.FileErrors;
import io.entasis.partition.ArchiveEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes things out of the store. */
public final class Removal {

  private static final String REMOVED = "removed";

  private final ObjectStore store;
  private final EntryShelf shelf;
  private final WorkFolder work;

  /** Of that store. */
  public Removal(ObjectStore store, EntryShelf shelf, WorkFolder work) {
    this.store = store;
    this.shelf = shelf;
    this.work = work;
  }

  /** Removes an entry, then its file. What stands under the temporary key meanwhile tells that the file is no loss but a leftover. */
  public void remove(ArchiveEntry entry) {
    String key = shelf.dataKey(entry);
    mark(ArchiveKeys.incoming(key));
    store.delete(ArchiveKeys.entryOf(key));
    store.delete(key);
    store.delete(ArchiveKeys.incoming(key));
  }

  private void mark(String incoming) {
    try (WorkFolder.Desk desk = work.open()) {
      store.upload(incoming, Files.createFile(desk.file(REMOVED)), bytes -> {});
    } catch (IOException e) {
      throw FileErrors.translate("removing " + store.locate(incoming), e);
    }
  }

  /** Removes what attempts left behind that began before the instant: a temporary file tells where the rest of its attempt is. */
  public List<URI> leftovers(Instant before) {
    List<URI> removed = new ArrayList<>();
    for (StoredObject object : store.list(ArchiveKeys.INCOMING)) {
      if (ArchiveKeys.isIncoming(object.key()) && object.modifiedAt().isBefore(before)) {
        String data = ArchiveKeys.targetOf(object.key());
        if (!shelf.isEntered(data)) {
          store.delete(data);
        }
        store.delete(object.key());
        removed.add(store.locate(object.key()));
      }
    }
    removed.addAll(store.discardUnfinished(before, ArchiveKeys::isOwn));
    removed.addAll(work.discard(before));
    return removed;
  }
}

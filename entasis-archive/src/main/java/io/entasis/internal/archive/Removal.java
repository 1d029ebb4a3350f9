package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.partition.ArchiveEntry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes things out of the store. */
public final class Removal {

  private final ObjectStore store;
  private final EntryShelf shelf;
  private final WorkFolder work;

  /** Of that store. */
  public Removal(ObjectStore store, EntryShelf shelf, WorkFolder work) {
    this.store = store;
    this.shelf = shelf;
    this.work = work;
  }

  /** Removes an entry, then its file. */
  public void remove(ArchiveEntry entry) {
    String key = shelf.dataKey(entry);
    store.delete(ArchiveKeys.entryOf(key));
    store.delete(key);
  }

  /** Removes what attempts left behind that began before the instant: a temporary file tells where the rest of its attempt is. */
  public List<URI> leftovers(Instant before) {
    List<URI> removed = new ArrayList<>();
    for (StoredObject object : store.list(ArchiveKeys.INCOMING)) {
      if (object.modifiedAt().isBefore(before)) {
        String data = ArchiveKeys.targetOf(object.key());
        if (!shelf.isEntered(data)) {
          store.delete(data);
        }
        store.delete(object.key());
        removed.add(store.locate(object.key()));
      }
    }
    removed.addAll(store.discardUnfinished(before));
    removed.addAll(work.discard(before));
    return removed;
  }
}

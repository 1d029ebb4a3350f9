package io.entasis.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.partition.ArchiveUnreachableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A store that breaks at its n-th call and for good, before or after it has done what was asked; as if its user had died. */
final class BreakingStore implements ObjectStore {

  private final ObjectStore store;
  private final int breaksAt;
  private final boolean after;
  private int calls;

  BreakingStore(ObjectStore store, int breaksAt, boolean after) {
    this.store = store;
    this.breaksAt = breaksAt;
    this.after = after;
  }

  /** Calls so far. */
  int calls() {
    return calls;
  }

  @Override
  public void upload(String key, Path file, LongConsumer moved) {
    run(() -> store.upload(key, file, moved));
  }

  @Override
  public void download(String key, Path file, LongConsumer moved) {
    run(() -> store.download(key, file, moved));
  }

  @Override
  public void copy(String from, String to, LongConsumer moved) {
    run(() -> store.copy(from, to, moved));
  }

  @Override
  public void delete(String key) {
    run(() -> store.delete(key));
  }

  @Override
  public List<StoredObject> list(String folder) {
    return call(() -> store.list(folder));
  }

  @Override
  public List<URI> discardUnfinished(Instant before, Predicate<String> keys) {
    return call(() -> store.discardUnfinished(before, keys));
  }

  @Override
  public URI locate(String key) {
    return store.locate(key);
  }

  @Override
  public Optional<Path> file(String key) {
    return Optional.empty();
  }

  @Override
  public void close() {
    store.close();
  }

  private void run(Runnable work) {
    call(() -> {
      work.run();
      return true;
    });
  }

  private <T> T call(Supplier<T> work) {
    calls++;
    if (calls > breaksAt || (calls == breaksAt && !after)) {
      throw new ArchiveUnreachableException("broken on purpose");
    }
    T done = work.get();
    if (calls == breaksAt) {
      throw new ArchiveUnreachableException("broken on purpose");
    }
    return done;
  }
}

package io.entasis.archive.store;

import io.entasis.error.NotFoundException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Keeps files under keys: the little that an archive asks of a folder, of S3, or of a store of your own.
 *
 * <p>Keys are like {@code market_data/market_data_y2024m01/x.parquet}: parts of letters, digits and {@code -_.%} between single
 * slashes, none starting with two dots. An object is seen whole or not at all, and what was written is seen by everybody at once.
 *
 * <p>A listener of a transfer is told about every megabyte how many bytes have moved, and a few times a second while a failed request
 * waits for its next try; what it throws ends the call. A request that is under way is not broken off, but none is silent for longer
 * than the store allows.
 *
 * <p>A store tries again by itself what may be tried again. Every method throws
 * {@link io.entasis.partition.ArchiveUnreachableException} when that was not enough, {@link io.entasis.error.AccessDeniedException}
 * when it is not allowed, and {@link io.entasis.error.InvalidConfigurationException} when there is no such store. No message holds a
 * secret. Safe for use by several threads.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Stores a file, in place of what is under the key. When it returns, the bytes outlast a crash of the store.
   *
   * @param moved listens to how many bytes of this try have gone; when it ends the call, nothing is stored, unless an answer was lost
   */
  void upload(String key, Path file, LongConsumer moved);

  /**
   * Fetches an object into a file, in place of what is in it.
   *
   * @param moved listens to how many bytes of this try have come
   * @throws NotFoundException when there is nothing under the key
   */
  void download(String key, Path file, LongConsumer moved);

  /**
   * Copies an object within the store, in place of what is under the other key.
   *
   * @param moved listens to how many bytes of this try are copied; when it ends the call, nothing is stored, unless an answer was lost
   * @throws NotFoundException when there is nothing to copy
   */
  void copy(String from, String to, LongConsumer moved);

  /** Removes an object; when there is none, nothing happens. */
  void delete(String key);

  /**
   * The objects whose keys start so, by key.
   *
   * @param folder a part of keys up to and with a slash, or nothing for all
   */
  List<StoredObject> list(String folder);

  /**
   * Discards what calls of {@link #upload} have left unfinished that were begun before the instant and then died.
   *
   * @param keys tells by its key what may be discarded, since others may use the store too
   * @return what was discarded
   */
  List<URI> discardUnfinished(Instant before, Predicate<String> keys);

  /** Where an object of that key is, whether or not there is one; holds no secret. */
  URI locate(String key);

  /** The object as a file on this machine that can be read in place; nothing where there is none, or none such. */
  default Optional<Path> file(String key) {
    return Optional.empty();
  }

  /** Lets go of connections. Calling it again does nothing. */
  @Override
  void close();
}

package io.entasis.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.internal.archive.store.FolderObjects;
import java.nio.file.Path;

/** A store in a folder, on a local disk or a mounted one. */
public final class FolderStore {

  private FolderStore() {}

  /**
   * A store in that folder, which is made when it is missing; when it goes missing later, every call says so. A file is seen whole or
   * not at all, and is on disk before it is spoken of; whether that outlasts the loss of a mounted disk is up to the disk.
   *
   * @throws io.entasis.error.AccessDeniedException when the folder cannot be made
   * @throws io.entasis.error.InvalidConfigurationException when it is a file
   */
  public static ObjectStore at(Path folder) {
    return new FolderObjects(folder);
  }
}

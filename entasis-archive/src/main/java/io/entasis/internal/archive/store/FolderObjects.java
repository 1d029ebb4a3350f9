package io.entasis.internal.archive.store;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.error.InvalidConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Objects as files of a folder. A file is written beside its place, forced to disk, and then moved there at once; the folder is
 * forced to disk after it.
 */
public final class FolderObjects implements ObjectStore {

  /** What the name of a file starts with until it is whole; the name that it will have follows. */
  private static final Pattern UNFINISHED = Pattern.compile("\\.unfinished-[0-9a-f-]{36}-");

  private final Path root;

  /** In that folder, or where it leads to, which is made when it is missing. */
  public FolderObjects(Path root) {
    try {
      this.root = Files.createDirectories(root).toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new InvalidConfigurationException(List.of(root + " is no folder"), e);
    } catch (IOException e) {
      throw FileErrors.translate("making the archive's folder " + root, e);
    }
  }

  @Override
  public void upload(String key, Path file, LongConsumer moved) {
    checkIsThere();
    Path target = path(key);
    Path beside =
        target.resolveSibling(".unfinished-" + UUID.randomUUID() + "-" + target.getFileName());
    try {
      DurableFolders.make(DurableFolders.of(target));
      try {
        FileCopy.durably(file, beside, moved);
        moveAtOnce(beside, target);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw FileErrors.translate("writing " + key, e);
    }
  }

  @Override
  public void download(String key, Path file, LongConsumer moved) {
    checkIsThere();
    try (var in = Files.newInputStream(path(key))) {
      FileCopy.write(in, file, moved);
    } catch (IOException e) {
      throw FileErrors.translate("reading " + key, e);
    }
  }

  @Override
  public void copy(String from, String to, LongConsumer moved) {
    upload(to, path(from), moved);
  }

  @Override
  public void delete(String key) {
    checkIsThere();
    try {
      if (Files.deleteIfExists(path(key))) {
        DurableFolders.force(DurableFolders.of(path(key)));
      }
    } catch (IOException e) {
      throw FileErrors.translate("removing " + key, e);
    }
  }

  @Override
  public List<StoredObject> list(String folder) {
    List<StoredObject> objects = new ArrayList<>();
    walk(KeyRules.folder(folder), (file, attributes) -> {
      if (!isUnfinished(file)) {
        objects.add(new StoredObject(
            keyOf(file), attributes.size(), attributes.lastModifiedTime().toInstant()));
      }
    });
    objects.sort(Comparator.comparing(StoredObject::key));
    return objects;
  }

  @Override
  public List<URI> discardUnfinished(Instant before, Predicate<String> keys) {
    List<URI> discarded = new ArrayList<>();
    walk("", (file, attributes) -> {
      if (isUnfinished(file)
          && attributes.lastModifiedTime().toInstant().isBefore(before)
          && keys.test(keyOf(finished(file)))) {
        discarded.add(file.toUri());
      }
    });
    for (URI file : discarded) {
      try {
        Files.deleteIfExists(Path.of(file));
      } catch (IOException e) {
        throw FileErrors.translate("removing " + file, e);
      }
    }
    return discarded;
  }

  @Override
  public URI locate(String key) {
    return path(key).toUri();
  }

  @Override
  public Optional<Path> file(String key) {
    return Optional.of(path(key)).filter(Files::isRegularFile);
  }

  @Override
  public void close() {
    // A folder holds no connection.
  }

  private static void moveAtOnce(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    DurableFolders.force(DurableFolders.of(to));
  }

  /** A folder that is gone is a disk that is not mounted, and neither an empty archive nor one to begin anew. */
  private void checkIsThere() {
    if (!Files.isDirectory(root)) {
      throw new InvalidConfigurationException(List.of("the archive's folder " + root + " is gone"));
    }
  }

  private void walk(String folder, BiConsumer<Path, BasicFileAttributes> visit) {
    checkIsThere();
    try {
      Files.walkFileTree(root.resolve(folder), new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          visit.accept(file, attributes);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
          // Other processes move and remove files meanwhile.
          if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
          }
          throw e;
        }
      });
    } catch (IOException e) {
      throw FileErrors.translate("listing " + root.resolve(folder), e);
    }
  }

  private static boolean isUnfinished(Path file) {
    return UNFINISHED.matcher(file.getFileName().toString()).lookingAt();
  }

  /** The place that an unfinished file was meant for. */
  private static Path finished(Path file) {
    return file.resolveSibling(UNFINISHED.matcher(file.getFileName().toString()).replaceFirst(""));
  }

  private String keyOf(Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  private Path path(String key) {
    return root.resolve(KeyRules.key(key));
  }
}

package io.entasis.internal.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.internal.archive.store.FileErrors;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.UnreadableEntry;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** The entries of the archive, each a small object beside its file. */
public final class EntryShelf {

  private static final String NAME = "entry.json";
  private static final long MOST_BYTES = 1 << 20;
  private static final Comparator<ArchiveEntry> ORDER = Comparator.comparing(
          (ArchiveEntry entry) -> entry.partition().table())
      .thenComparing(entry -> entry.partition().range().from())
      .thenComparing(entry -> entry.partition().name())
      .thenComparing(ArchiveEntry::archivedAt)
      .thenComparing(entry -> entry.file().location());

  private final ObjectStore store;
  private final WorkFolder work;
  private final Origin origin;

  /** In that store, for partitions of that origin. */
  public EntryShelf(ObjectStore store, WorkFolder work, Origin origin) {
    this.store = store;
    this.work = work;
    this.origin = origin;
  }

  /** The newest entry of the partition. */
  public Optional<ArchiveEntry> find(String table, String partition) {
    Shelf shelf = look(objects(ArchiveKeys.folder(table, partition)));
    shelf.checkNoneIsForeign();
    for (UnreadableEntry unreadable : shelf.unreadable()) {
      throw new ArchiveCorruptException(
          unreadable.location().toString(), List.of(unreadable.reason()));
    }
    return shelf.entries().stream().max(Comparator.comparing(ArchiveEntry::archivedAt));
  }

  /**
   * Checks that no other database has its partition here.
   *
   * @throws InvalidConfigurationException when one has
   */
  void checkOwn(PartitionKey partition) {
    look(objects(ArchiveKeys.folder(partition.table(), partition.name()))).checkNoneIsForeign();
  }

  /** Everything, files that have lost their entry included. */
  public ArchiveListing list() {
    Map<String, Long> objects = objects("");
    Shelf shelf = look(objects);
    List<UnreadableEntry> unreadable = new ArrayList<>(shelf.unreadable());
    unreadable.addAll(shelf.foreign());
    for (String key : objects.keySet()) {
      if (ArchiveKeys.isData(key) && isLost(key, objects.keySet())) {
        unreadable.add(unreadable(key, "the file has no entry"));
      }
    }
    return new ArchiveListing(shelf.entries(), unreadable);
  }

  /** Whether there is an entry of the file, readable or not. */
  boolean isEntered(String dataKey) {
    return objects(ArchiveKeys.folderOf(dataKey)).containsKey(ArchiveKeys.entryOf(dataKey));
  }

  private Shelf look(Map<String, Long> objects) {
    Shelf shelf = new Shelf(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (WorkFolder.Desk desk = work.open()) {
      objects.forEach((key, bytes) -> {
        if (ArchiveKeys.isEntry(key)) {
          try {
            checkLength(bytes);
            sort(key, text(key, desk, moved -> {}), shelf);
          } catch (InvalidInputException e) {
            shelf.unreadable().add(unreadable(key, String.valueOf(e.getMessage())));
          } catch (NotFoundException e) {
            // Removed since it was listed.
          }
        }
      });
    }
    shelf.entries().sort(ORDER);
    return shelf;
  }

  private void sort(String key, EntryText text, Shelf shelf) {
    Optional<String> objection = origin.objection(text.origin());
    if (objection.isPresent()) {
      shelf.foreign().add(unreadable(key, objection.get()));
    } else {
      shelf.entries().add(entry(key, text));
    }
  }

  /** Whether neither an entry nor an attempt under way speaks of the file; looks again, for a listing is no snapshot. */
  private boolean isLost(String dataKey, Set<String> keys) {
    if (keys.contains(ArchiveKeys.entryOf(dataKey))
        || objects(ArchiveKeys.INCOMING).containsKey(ArchiveKeys.incoming(dataKey))) {
      return false;
    }
    Map<String, Long> now = objects(ArchiveKeys.folderOf(dataKey));
    return now.containsKey(dataKey) && !now.containsKey(ArchiveKeys.entryOf(dataKey));
  }

  /** Lengths by key. */
  private Map<String, Long> objects(String folder) {
    Map<String, Long> objects = new LinkedHashMap<>();
    for (StoredObject object : store.list(folder)) {
      objects.put(object.key(), object.bytes());
    }
    return objects;
  }

  private UnreadableEntry unreadable(String key, String reason) {
    return new UnreadableEntry(store.locate(key), reason);
  }

  /** Publishes the entry of a file, and looks whether it stands there. */
  void enter(String dataKey, ArchiveEntry entry, WorkFolder.Desk desk, ProgressMeter meter) {
    String key = ArchiveKeys.entryOf(dataKey);
    Path file = desk.file(NAME);
    try {
      Files.writeString(file, EntryText.of(entry, origin));
    } catch (IOException e) {
      throw FileErrors.translate("writing " + file, e);
    }
    store.upload(key, file, bytes -> meter.ask());
    checkStands(key, entry, desk, meter);
  }

  /** Checks that the entry stands in the store as it is given. */
  void checkStands(String dataKey, ArchiveEntry entry, ProgressMeter meter) {
    try (WorkFolder.Desk desk = work.open()) {
      checkStands(ArchiveKeys.entryOf(dataKey), entry, desk, meter);
    }
  }

  /** The key of the file of an entry. */
  String dataKey(ArchiveEntry entry) {
    String path = entry.file().location().getPath();
    return ArchiveKeys.folder(entry.partition().table(), entry.partition().name())
        + path.substring(path.lastIndexOf('/') + 1);
  }

  private void checkStands(
      String key, ArchiveEntry entry, WorkFolder.Desk desk, ProgressMeter meter) {
    String name = store.locate(key).toString();
    try {
      EntryText text = text(key, desk, bytes -> meter.ask());
      if (!text.origin().equals(origin) || !entry(key, text).equals(entry)) {
        throw new ArchiveCorruptException(name, List.of("the entry is not the one that was made"));
      }
    } catch (InvalidInputException e) {
      throw new ArchiveCorruptException(name, List.of(String.valueOf(e.getMessage())), e);
    }
  }

  private EntryText text(String key, WorkFolder.Desk desk, LongConsumer moved) {
    Path file = desk.file(NAME);
    store.download(key, file, moved);
    return EntryText.parse(text(file));
  }

  private ArchiveEntry entry(String key, EntryText text) {
    ArchiveEntry entry = text.entry(store.locate(ArchiveKeys.dataOf(key)));
    if (!key.startsWith(
        ArchiveKeys.folder(entry.partition().table(), entry.partition().name()))) {
      throw new InvalidInputException("it stands where another partition belongs");
    }
    return entry;
  }

  private static String text(Path file) {
    try {
      checkLength(Files.size(file));
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("it is no text", e);
    } catch (IOException e) {
      throw FileErrors.translate("reading " + file, e);
    }
  }

  private static void checkLength(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new InvalidInputException("it is longer than any entry: " + bytes + " bytes");
    }
  }

  /** What stands in the store. */
  private record Shelf(
      List<ArchiveEntry> entries, List<UnreadableEntry> unreadable, List<UnreadableEntry> foreign) {

    void checkNoneIsForeign() {
      if (!foreign.isEmpty()) {
        throw new InvalidConfigurationException(foreign.stream()
            .map(entry -> entry.location() + " belongs to somebody else: " + entry.reason())
            .toList());
      }
    }
  }
}

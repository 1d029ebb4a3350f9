package io.entasis.partition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What an archive holds.
 *
 * @param entries every entry, by table, start of the range and time of archiving
 * @param unreadable what stands where an entry should and is none; look at it, for the partition may be archived nowhere else
 */
public record ArchiveListing(List<ArchiveEntry> entries, List<UnreadableEntry> unreadable) {

  /** Copies the lists. */
  public ArchiveListing {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * The latest entry of each partition, in the order of the entries. Whoever reads the files with another program reads these: a
   * partition that was archived twice has two files.
   */
  public List<ArchiveEntry> latest() {
    Map<List<String>, ArchiveEntry> latest = new LinkedHashMap<>();
    for (ArchiveEntry entry : entries) {
      PartitionKey partition = entry.partition();
      latest.merge(
          List.of(partition.table(), partition.name()),
          entry,
          BinaryOperator.maxBy(Comparator.comparing(ArchiveEntry::archivedAt)));
    }
    return List.copyOf(latest.values());
  }
}

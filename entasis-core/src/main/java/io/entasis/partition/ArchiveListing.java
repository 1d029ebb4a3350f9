package io.entasis.partition;

import java.util.List;

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
}

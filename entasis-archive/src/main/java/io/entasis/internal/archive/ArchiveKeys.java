package io.entasis.internal.archive;

import io.entasis.market.Micros;
import io.entasis.partition.PartitionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where things are in the store. A partition has a folder of its own within that of its table; in it, each time that it was archived
 * has a file, and beside that its entry, whose name starts with an underscore, so that programs that read all files of a folder
 * leave it out. Everything else in the store belongs to somebody else.
 */
final class ArchiveKeys {

  /** Files of attempts that are not over. */
  static final String INCOMING = ".incoming/";

  private static final String DATA = ".parquet";
  private static final String ENTRY = ".json";
  private static final String HIDDEN = "_";
  private static final String FOLDERS = "((?:[\\w-]|%[0-9A-F]{2})+/){2}";
  private static final String NAME = "\\d{8}T\\d{12}Z-[0-9a-f]{8}";
  private static final Pattern DATA_KEY = Pattern.compile(FOLDERS + NAME + "\\.parquet");
  private static final Pattern ENTRY_KEY = Pattern.compile(FOLDERS + HIDDEN + NAME + "\\.json");
  private static final int ID_DIGITS = 8;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
          "yyyyMMdd'T'HHmmssSSSSSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private ArchiveKeys() {}

  /** The temporary key of a file; it says where the file will go. */
  static String incoming(String dataKey) {
    return INCOMING + dataKey;
  }

  /** Where the file under a temporary key will go. */
  static String targetOf(String incomingKey) {
    return incomingKey.substring(INCOMING.length());
  }

  /** The key of the file of a partition that was archived at that instant; chance tells apart what was archived at once. */
  static String data(PartitionKey partition, Instant archivedAt) {
    return folder(partition.table(), partition.name())
        + STAMP.format(Micros.truncate(archivedAt))
        + "-"
        + UUID.randomUUID().toString().substring(0, ID_DIGITS)
        + DATA;
  }

  /** The key of the entry of a file. */
  static String entryOf(String dataKey) {
    String folder = folderOf(dataKey);
    return folder
        + HIDDEN
        + dataKey.substring(folder.length(), dataKey.length() - DATA.length())
        + ENTRY;
  }

  /** The key of the file of an entry. */
  static String dataOf(String entryKey) {
    String folder = folderOf(entryKey);
    return folder
        + entryKey.substring(folder.length() + HIDDEN.length(), entryKey.length() - ENTRY.length())
        + DATA;
  }

  static boolean isEntry(String key) {
    return ENTRY_KEY.matcher(key).matches();
  }

  static boolean isData(String key) {
    return DATA_KEY.matcher(key).matches();
  }

  /** Whether it is the temporary key of a file. */
  static boolean isIncoming(String key) {
    return key.startsWith(INCOMING) && isData(targetOf(key));
  }

  /** Whether the archive uses such keys. */
  static boolean isOwn(String key) {
    return isData(key) || isEntry(key) || isIncoming(key);
  }

  /** The folder that a key is in. */
  static String folderOf(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /** The folder of a partition. */
  static String folder(String table, String partition) {
    return safe(table) + "/" + safe(partition) + "/";
  }

  /** Everything but letters, digits, underscore and dash as %XX, so that no name means anything to a store. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (octet >= '0' && octet <= '9')
          || (octet >= 'A' && octet <= 'Z')
          || (octet >= 'a' && octet <= 'z')
          || octet == '_'
          || octet == '-';
      safe.append(
          plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet));
    }
    return safe.toString();
  }
}

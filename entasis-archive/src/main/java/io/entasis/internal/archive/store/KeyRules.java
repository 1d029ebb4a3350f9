package io.entasis.internal.archive.store;

import io.entasis.error.InvalidInputException;
import java.util.regex.Pattern;

/** Which keys there are: none leads out of the store, and all are the same in a folder and on S3. */
final class KeyRules {

  private static final Pattern KEY = Pattern.compile("(?!\\.\\.)[\\w.%-]+(/(?!\\.\\.)[\\w.%-]+)*");

  private KeyRules() {}

  static String key(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new InvalidInputException("no object can have the key " + key);
    }
    return key;
  }

  static String folder(String folder) {
    if (!folder.isEmpty()) {
      if (!folder.endsWith("/")) {
        throw new InvalidInputException("no folder: " + folder);
      }
      key(folder.substring(0, folder.length() - 1));
    }
    return folder;
  }
}

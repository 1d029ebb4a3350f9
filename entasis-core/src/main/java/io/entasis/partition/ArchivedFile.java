package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The file that holds an archived partition.
 *
 * @param location where it is
 * @param bytes its length
 * @param sha256 SHA-256 of its bytes as 64 hexadecimal digits in lower case
 */
public record ArchivedFile(URI location, long bytes, String sha256) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks length and hash.
   *
   * @throws InvalidInputException when the length is below zero or the hash is none
   */
  public ArchivedFile {
    if (bytes < 0) {
      throw new InvalidInputException("a file cannot have " + bytes + " bytes");
    }
    if (!SHA_256.matcher(sha256).matches()) {
      throw new InvalidInputException("a SHA-256 has 64 hexadecimal digits");
    }
  }
}

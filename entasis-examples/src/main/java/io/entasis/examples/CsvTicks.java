package io.entasis.examples;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * A CSV file of ticks, plain or compressed.
 *
 * @param file where it is
 * @param header its columns
 * @param rows number of lines after the header that are not blank
 * @param digest a name for its contents, the same for the plain and the compressed file
 */
record CsvTicks(Path file, CsvHeader header, long rows, String digest) implements TickSource {

  /**
   * Goes through the file once before it is loaded: so a damaged file is found out before anything
   * is stored, and the length of the way is known.
   */
  static CsvTicks inspect(Path file) throws FailedException, IOException {
    try {
      return read(file);
    } catch (FailedException e) {
      throw new FailedException(file + ": " + e.getMessage(), e);
    } catch (EOFException | ZipException e) {
      throw new FailedException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public String key() {
    return "quickstart " + digest;
  }

  @Override
  public TickReader open() throws IOException {
    BufferedReader reader = reader(CsvText.open(file));
    reader.readLine();
    return new CsvTickReader(reader, new CsvLine(header));
  }

  private static CsvTicks read(Path file) throws FailedException, IOException {
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(CsvText.open(file), digest);
        BufferedReader reader = reader(bytes)) {
      String first = reader.readLine();
      CsvHeader header = first == null ? CsvHeader.PLAIN : CsvHeader.parse(first);
      long rows = reader.lines().filter(line -> !line.isBlank()).count();
      return new CsvTicks(file, header, rows, HexFormat.of().formatHex(digest.digest()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static BufferedReader reader(InputStream bytes) {
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}

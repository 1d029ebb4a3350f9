package io.entasis.tick;

import io.entasis.error.InvalidInputException;
import java.util.List;

/**
 * A column of texts that repeat: a dictionary of the different texts and a small code for each row.
 *
 * <p>Immutable and safe from any thread.
 */
public final class TextColumn {

  private static final int NARROW = 256;

  private final List<String> dictionary;
  private final byte[] narrow;
  private final int[] wide;

  /**
   * A column of the first {@code size} codes.
   *
   * @param dictionary the different texts; the position of a text is its code
   * @param codes a position in the dictionary for each row; copied
   * @param size number of rows
   * @throws InvalidInputException when a code is not a position in the dictionary
   */
  public TextColumn(List<String> dictionary, int[] codes, int size) {
    this.dictionary = List.copyOf(dictionary);
    boolean small = dictionary.size() <= NARROW;
    this.narrow = new byte[small ? size : 0];
    this.wide = new int[small ? 0 : size];
    for (int row = 0; row < size; row++) {
      if (codes[row] < 0 || codes[row] >= dictionary.size()) {
        throw new InvalidInputException("row " + row + " has code " + codes[row]
            + ", the dictionary has " + dictionary.size() + " texts");
      }
      if (small) {
        narrow[row] = (byte) codes[row];
      } else {
        wide[row] = codes[row];
      }
    }
  }

  /** Number of rows. */
  public int size() {
    return Math.max(narrow.length, wide.length);
  }

  /** The different texts, in the order of their first appearance; the position of a text is its code. */
  public List<String> dictionary() {
    return dictionary;
  }

  /** The code of a row. */
  public int codeAt(int row) {
    return wide.length == 0 ? Byte.toUnsignedInt(narrow[row]) : wide[row];
  }

  /** The text of a row. */
  public String at(int row) {
    return dictionary.get(codeAt(row));
  }
}

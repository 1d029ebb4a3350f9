package io.entasis.internal.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows that arrive by binary COPY: {@link #next()} goes to the next one, then its fields are read in order. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class CopyRows implements AutoCloseable {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int SIGNATURE_AND_FLAGS = 15;
  private static final int END = -1;
  private static final String BROKEN_STATE = "08P01";
  private static final String CANCELLED = "57014";

  private final PGConnection driver;
  private final CopyOut copy;
  private final boolean shared;
  private byte[] message = new byte[0];
  private int position;
  private boolean drained;

  private CopyRows(PGConnection driver, CopyOut copy, boolean shared) {
    this.shared = shared;
    this.driver = driver;
    this.copy = copy;
  }

  /** Whether the driver behind the connection can be reached, which COPY needs. */
  public static boolean isPossible(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }

  /**
   * Sends the query and reads the start of the answer.
   *
   * @param shared whether the connection is in a transaction that outlives the answer; cancelling would end it
   */
  public static CopyRows open(Connection connection, String query, boolean shared)
      throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    CopyOut copy = driver.getCopyAPI().copyOut("copy (" + query + ") to stdout (format binary)");
    CopyRows rows = new CopyRows(driver, copy, shared);
    rows.readHeader();
    return rows;
  }

  /** Goes to the next row; false when there is none. */
  public boolean next() throws SQLException {
    if (drained) {
      return false;
    }
    need(Short.BYTES);
    int fields = (short) ((message[position] << 8) | (message[position + 1] & 0xFF));
    position += Short.BYTES;
    if (fields != END) {
      return true;
    }
    drain();
    return false;
  }

  /** Whether the next field is missing; a field that is goes by. */
  public boolean absent() throws SQLException {
    need(Integer.BYTES);
    if ((int) INT.get(message, position) >= 0) {
      return false;
    }
    position += Integer.BYTES;
    return true;
  }

  /** A text, as the dictionary's code for it. */
  public int code(TextDictionary dictionary) throws SQLException {
    int length = fieldLength();
    int code = dictionary.code(message, position, length);
    position += length;
    return code;
  }

  /** A text, handed over as UTF-8 that is good during the call only. */
  public void text(Utf8 target) throws SQLException {
    int length = fieldLength();
    target.take(message, position, length);
    position += length;
  }

  /** A timestamp as microseconds since 1970. */
  public long micros() throws SQLException {
    return int8() + BinaryTime.EPOCH_OFFSET;
  }

  /** A bigint. */
  public long int8() throws SQLException {
    int length = fieldLength();
    long value = (long) LONG.get(message, position);
    position += length;
    return value;
  }

  /** A numeric without trailing zeros. */
  public BigDecimal decimal() throws SQLException {
    int length = fieldLength();
    BigDecimal value = BinaryNumeric.readDecimal(message, position);
    position += length;
    return value;
  }

  /**
   * A numeric as a multiple of 10^-scale.
   *
   * @throws ArithmeticException when it does not fit a long
   */
  public long scaled(int scale) throws SQLException {
    int length = fieldLength();
    long value = BinaryNumeric.readScaled(message, position, scale);
    position += length;
    return value;
  }

  /** Whether the next field, which is a numeric and not missing, is sure to fit a long as a multiple of 10^-scale. */
  public boolean fitsLong(int scale) throws SQLException {
    need(Integer.BYTES + 2 * Short.BYTES);
    return BinaryNumeric.fitsLong(message, position + Integer.BYTES, scale);
  }

  /** Ends the answer, wherever it stands; the connection is fit for use afterwards or closed. */
  @Override
  public void close() throws SQLException {
    if (drained || !copy.isActive()) {
      return;
    }
    if (shared) {
      drain();
      return;
    }
    driver.cancelQuery();
    try {
      drain();
    } catch (SQLException e) {
      if (!CANCELLED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private void readHeader() throws SQLException {
    need(SIGNATURE_AND_FLAGS + Integer.BYTES);
    position += SIGNATURE_AND_FLAGS;
    int extension = (int) INT.get(message, position);
    position += Integer.BYTES;
    need(extension);
    position += extension;
  }

  /** Length of the next field, all of whose bytes are at hand afterwards. */
  private int fieldLength() throws SQLException {
    need(Integer.BYTES);
    int length = (int) INT.get(message, position);
    if (length < 0) {
      throw new SQLException("a value that is never null is null", BROKEN_STATE);
    }
    position += Integer.BYTES;
    need(length);
    return length;
  }

  /** The server sends a row a message, but the protocol lets a message end anywhere. */
  private void need(int bytes) throws SQLException {
    while (message.length - position < bytes) {
      byte @Nullable [] more = copy.readFromCopy();
      if (more == null) {
        drained = true;
        throw new SQLException("the answer ended in the middle of a row", BROKEN_STATE);
      }
      message = position == message.length ? more : joined(more);
      position = 0;
    }
  }

  private byte[] joined(byte[] more) {
    byte[] joined = Arrays.copyOfRange(message, position, message.length + more.length);
    System.arraycopy(more, 0, joined, message.length - position, more.length);
    return joined;
  }

  /** The driver takes the connection out of COPY only when the answer is read to its very end. */
  private void drain() throws SQLException {
    drained = true;
    byte @Nullable [] rest = copy.readFromCopy();
    while (rest != null) {
      rest = copy.readFromCopy();
    }
  }

  /** Takes bytes. */
  @FunctionalInterface
  public interface Utf8 {

    /** Takes so many bytes from there on. */
    void take(byte[] bytes, int from, int length);
  }
}

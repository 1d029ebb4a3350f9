package io.entasis.internal.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes of rows in PostgreSQL's binary COPY format, in a buffer that grows and is used again. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class CopyBuffer {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int LARGEST_NUMBER = 64;
  private static final int NULL = -1;

  private byte[] bytes;
  private int size;

  /** With room for that many bytes to begin with. */
  public CopyBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** Number of bytes. */
  public int size() {
    return size;
  }

  /** The bytes, of which the first {@link #size()} count; valid until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  /** Forgets the bytes and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Begins a row. */
  public void row(int fields) {
    reserve(Short.BYTES);
    SHORT.set(bytes, size, (short) fields);
    size += Short.BYTES;
  }

  /** A bigint. */
  public void int8(long value) {
    reserve(Integer.BYTES + Long.BYTES);
    INT.set(bytes, size, Long.BYTES);
    LONG.set(bytes, size + Integer.BYTES, value);
    size += Integer.BYTES + Long.BYTES;
  }

  /** Overwrites the bigint that begins at the position. */
  public void int8At(int position, long value) {
    LONG.set(bytes, position + Integer.BYTES, value);
  }

  /** A timestamp with time zone, from microseconds since 1970. */
  public void timestamptz(long micros) {
    int8(micros - BinaryTime.EPOCH_OFFSET);
  }

  /** A text. */
  public void text(String text) {
    int length = text.length();
    reserve(Integer.BYTES + length);
    int start = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        utf8(text);
        return;
      }
      bytes[start + i] = (byte) c;
    }
    INT.set(bytes, size, length);
    size = start + length;
  }

  /** A text of the first so many bytes of UTF-8. */
  public void text(byte[] utf8, int length) {
    reserve(Integer.BYTES + length);
    INT.set(bytes, size, length);
    System.arraycopy(utf8, 0, bytes, size + Integer.BYTES, length);
    size += Integer.BYTES + length;
  }

  /** A numeric. */
  public void numeric(BigDecimal number) {
    reserve(Integer.BYTES + LARGEST_NUMBER);
    int start = size + Integer.BYTES;
    int end = BinaryNumeric.write(number, bytes, start);
    INT.set(bytes, size, end - start);
    size = end;
  }

  /** A numeric that may be missing. */
  public void numericOrAbsent(Optional<BigDecimal> number) {
    if (number.isPresent()) {
      numeric(number.get());
    } else {
      absent();
    }
  }

  /** A missing value. */
  public void absent() {
    reserve(Integer.BYTES);
    INT.set(bytes, size, NULL);
    size += Integer.BYTES;
  }

  private void utf8(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    text(encoded, encoded.length);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
          Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
    }
  }
}

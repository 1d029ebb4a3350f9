package io.entasis.benchmarks.jmh;

import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.tick.Tick;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** The answer to a COPY, a message for each row as servers send it, without a server. */
final class ReplayedCopy {

  private static final String HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";
  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};
  private static final int FIELDS = 5;

  private final Connection connection;

  private ReplayedCopy(List<byte[]> messages) {
    try {
      this.connection = connection(new Replay(messages));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static ReplayedCopy of(List<Tick> ticks) {
    TickEncoder encoder = new TickEncoder();
    CopyBuffer row = new CopyBuffer(256);
    List<byte[]> messages = new ArrayList<>();
    messages.add(HEADER.getBytes(StandardCharsets.ISO_8859_1));
    for (Tick tick : ticks) {
      row.clear();
      row.row(FIELDS);
      encoder.encode(tick, row);
      messages.add(Arrays.copyOf(row.bytes(), row.size()));
    }
    messages.add(TRAILER);
    return new ReplayedCopy(messages);
  }

  CopyRows open() throws SQLException {
    return CopyRows.open(connection, "select", false);
  }

  private static Connection connection(CopyManager copies) {
    PGConnection driver = answering(PGConnection.class, Map.of("getCopyAPI", copies));
    return answering(Connection.class, Map.of("unwrap", driver));
  }

  /** Something that gives the same answers to the same methods, and null to all others. */
  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> answers.get(method.getName())));
  }

  /** Begins anew with every question. */
  private static final class Replay extends CopyManager {

    private final List<byte[]> messages;

    Replay(List<byte[]> messages) throws SQLException {
      super(answering(BaseConnection.class, Map.of()));
      this.messages = messages;
    }

    @Override
    public CopyOut copyOut(String question) {
      return new Messages(messages.iterator());
    }
  }

  private record Messages(Iterator<byte[]> messages) implements CopyOut {

    @Override
    public byte @Nullable [] readFromCopy() {
      return messages.hasNext() ? messages.next() : null;
    }

    @Override
    public byte @Nullable [] readFromCopy(boolean block) {
      return readFromCopy();
    }

    @Override
    public int getFieldCount() {
      return FIELDS;
    }

    @Override
    public int getFormat() {
      return 1;
    }

    @Override
    public int getFieldFormat(int field) {
      return 1;
    }

    @Override
    public boolean isActive() {
      return messages.hasNext();
    }

    @Override
    public void cancelCopy() {
      messages.forEachRemaining(message -> {});
    }

    @Override
    public long getHandledRowCount() {
      return 0;
    }
  }
}

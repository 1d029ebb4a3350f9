package io.entasis.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the statements in what a client sends. It cuts the stream into the messages of PostgreSQL's
 * protocol 3 and tells the text of a statement before the message that executes it goes on: a
 * simple Query, or the Bind of a statement that was parsed earlier. So a COMMIT that the driver
 * prepared once and from then on only names is found as well.
 *
 * <p>Messages of other kinds are passed on as they come, however long they are, and an encrypted
 * stream is passed on unread. For one thread.
 */
final class RequestScanner {

  /** Where the stream goes on. */
  interface Next {

    /** The message that follows executes this statement. */
    void executing(String sql) throws IOException;

    /** The next bytes of the stream. */
    void pass(byte[] bytes, int offset, int length) throws IOException;
  }

  private static final int START_HEAD = 4;
  private static final int HEAD = 5;
  private static final int TLS_HANDSHAKE = 0x16;

  private final Next next;
  private final Map<String, String> prepared = new HashMap<>();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private boolean starting = true;
  private int goal = START_HEAD;
  private long passing;

  RequestScanner(Next next) {
    this.next = next;
  }

  /** Takes the next bytes; those of an unfinished request are kept until its rest arrives. */
  void accept(byte[] bytes, int length) throws IOException {
    int offset = 0;
    while (offset < length) {
      int available = length - offset;
      if (passing > 0) {
        int count = (int) Math.min(passing, available);
        passing -= count;
        next.pass(bytes, offset, count);
        offset += count;
      } else {
        int count = Math.min(goal - gathered.size(), available);
        gathered.write(bytes, offset, count);
        offset += count;
        if (gathered.size() == goal) {
          gathered(ByteBuffer.wrap(gathered.toByteArray()));
        }
      }
    }
  }

  private void gathered(ByteBuffer message) throws IOException {
    if (starting) {
      startMessage(message);
    } else if (goal == HEAD) {
      head(message);
    } else {
      inspect(message);
      release(message);
    }
  }

  private void startMessage(ByteBuffer message) throws IOException {
    if (goal > START_HEAD) {
      starting = message.getInt(START_HEAD) >>> 16 != 3;
      release(message);
    } else if (message.get(0) == TLS_HANDSHAKE) {
      passing = Long.MAX_VALUE;
      release(message);
    } else {
      goal = Math.max(8, message.getInt(0));
    }
  }

  private void head(ByteBuffer message) throws IOException {
    int length = 1 + message.getInt(1);
    if (length > HEAD && "QPB".indexOf(message.get(0)) >= 0) {
      goal = length;
    } else {
      passing = (long) length - HEAD;
      release(message);
    }
  }

  private void inspect(ByteBuffer message) throws IOException {
    char kind = (char) message.get(0);
    message.position(HEAD);
    String first = text(message);
    switch (kind) {
      case 'Q' -> next.executing(first);
      case 'P' -> prepared.put(first, text(message));
      default -> {
        String sql = prepared.get(text(message));
        if (sql != null) {
          next.executing(sql);
        }
      }
    }
  }

  private void release(ByteBuffer message) throws IOException {
    gathered.reset();
    goal = starting ? START_HEAD : HEAD;
    byte[] bytes = new byte[message.limit()];
    message.get(0, bytes);
    next.pass(bytes, 0, bytes.length);
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    int end = start;
    while (message.get(end) != 0) {
      end++;
    }
    message.position(end + 1);
    return StandardCharsets.UTF_8.decode(message.slice(start, end - start)).toString();
  }
}

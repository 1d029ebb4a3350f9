package io.entasis.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question that can be asked: the end calls that every query shares. A query is an immutable value; it holds no connection
 * until one of these methods is called, and can be asked any number of times, from any thread.
 *
 * <p>Every method throws a subclass of {@link io.entasis.error.EntasisException} when the database cannot answer.
 *
 * @param <T> what the answer is made of
 */
public interface Query<T> {

  /** All rows, in the order of the query. */
  List<T> list();

  /**
   * The rows one by one, in the order of the query and in constant memory: they arrive as the stream is read.
   *
   * <p>The stream holds a connection until it is read to its end or closed; <strong>the caller closes it</strong>, best in a
   * try-with-resources block. Inside a transaction the stream uses the transaction's connection, and other calls of the
   * transaction may be made between its rows. It is for one thread at a time.
   */
  Stream<T> stream();

  /** Hands every row to the action, in the order of the query and in constant memory. */
  void forEach(Consumer<? super T> action);

  /** The first row in the order of the query, or nothing when there is none. */
  Optional<T> findFirst();

  /** The number of rows that {@link #list()} would give. */
  long count();
}

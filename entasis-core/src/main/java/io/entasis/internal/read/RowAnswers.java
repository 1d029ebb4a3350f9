package io.entasis.internal.read;

import static org.jooq.impl.DSL.field;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Select;

/**
 * Asks the database questions whose rows become values of one kind.
 *
 * @param <T> the value of a row
 */
public final class RowAnswers<T> {

  private final Sessions sessions;
  private final Sql sql;
  private final String doing;
  private final FieldShape.Mapping<T> mapping;
  private final RowReader<T> reader;

  /**
   * Over the sessions.
   *
   * @param doing what is done, for messages, for example "reading ticks"
   * @param mapping makes a value of a row
   */
  public RowAnswers(Sessions sessions, Sql sql, String doing, FieldShape.Mapping<T> mapping) {
    this.sessions = sessions;
    this.sql = sql;
    this.doing = doing;
    this.mapping = mapping;
    this.reader = new RowReader<>(sessions, doing, () -> new FieldShape<>(mapping));
  }

  /** All rows, of which there may be many. */
  public List<T> list(Select<?> question) {
    return reader.list(written(question));
  }

  /** The rows as they arrive. */
  public Stream<T> stream(Select<?> question) {
    return reader.stream(written(question));
  }

  /** Hands each row on as it arrives. */
  public void forEach(Select<?> question, Consumer<? super T> action) {
    reader.forEach(written(question), action);
  }

  /** All rows, of which there are few, by a statement whose plan is kept. */
  public List<T> few(Select<?> question) {
    FieldShape<T> shape = new FieldShape<>(mapping);
    return sessions.with(
        doing, connection -> Prepared.list(connection, sql, question, shape::fromResultSet));
  }

  /** The first row, by a statement whose plan is kept. */
  public Optional<T> first(Select<?> question) {
    return few(question).stream().findFirst();
  }

  /** The number of rows of the question. */
  public long count(Select<?> question) {
    Select<?> counted =
        sql.dsl().select(field("count(*)", Long.class)).from(question.asTable("counted"));
    return sessions.with(
        doing, connection -> Prepared.single(connection, sql, counted, row -> row.getLong(1)));
  }

  /** The names that a question finds, in alphabetical order. */
  public List<String> names(Select<?> question) {
    return sessions
        .with(
            doing, connection -> Prepared.list(connection, sql, question, row -> row.getString(1)))
        .stream()
        .sorted()
        .toList();
  }

  private ReadStatement written(Select<?> question) {
    return ReadStatement.of(sql.inlined(question));
  }
}

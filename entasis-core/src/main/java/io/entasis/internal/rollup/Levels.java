package io.entasis.internal.rollup;

import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sizes of bars that are kept.
 *
 * @param all shortest first; one minute is always among them
 */
public record Levels(List<Level> all) {

  /** Sorts and copies. */
  public Levels {
    all = all.stream().sorted(Comparator.comparing(Level::seconds)).toList();
  }

  /** What the catalogue says. */
  public static Levels read(Connection connection, Sql sql) throws SQLException {
    List<Level> levels = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select seconds, table_name from " + sql.name("rollup_level"))) {
      while (rows.next()) {
        levels.add(new Level(rows.getInt(1), rows.getString(2)));
      }
    }
    return new Levels(levels);
  }

  /** The longest level that bars of the given one consist of; none of minutes, which consist of ticks. */
  public Optional<Level> sourceOf(Level level) {
    return all.stream()
        .filter(other -> other.divides(level))
        .max(Comparator.comparing(Level::seconds));
  }

  /** The longest level that fits, the longest that it consists of, and so on down to minutes; none when not even minutes fit. */
  public List<Level> chain(Predicate<Duration> fits) {
    List<Level> chain = new ArrayList<>();
    Optional<Level> next = all.stream()
        .filter(level -> fits.test(level.length()))
        .max(Comparator.comparing(Level::seconds));
    while (next.isPresent()) {
      chain.add(next.get());
      next = sourceOf(next.get());
    }
    return chain;
  }
}

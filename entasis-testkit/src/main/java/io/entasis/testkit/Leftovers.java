package io.entasis.testkit;

import io.entasis.error.DatabaseException;
import java.time.Duration;
import java.time.Instant;

/**
 * Databases that crashed test runs left on a server. One is dropped only when its name has the
 * whole shape of {@link DatabaseName}, the name is more than a day old, the database belongs to our
 * role, and nobody is connected.
 *
 * @param admin SQL on that server
 */
record Leftovers(PlainSql admin) {

  private static final Duration AGE = Duration.ofDays(1);

  void drop(Instant now) {
    admin
        .query("select datname from pg_database d where datname ~ '"
            + DatabaseName.PATTERN
            + "' and pg_get_userbyid(datdba) = current_user"
            + " and not exists (select from pg_stat_activity a where a.datid = d.oid)")
        .stream()
        .filter(name -> DatabaseName.isOlder(name, now.minus(AGE)))
        .forEach(this::drop);
  }

  private void drop(String name) {
    try {
      admin.execute("drop database if exists " + name);
    } catch (DatabaseException e) {
      // Somebody has connected to it or dropped it meanwhile.
    }
  }
}

package io.entasis.internal.db;

import io.entasis.error.InvalidConfigurationException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first look at a server. */
public final class ServerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
  private static final int OLDEST_VERSION = 150_000;
  private static final String QUESTION =
      "select current_setting('server_version_num')::int, current_schema(),"
          + " current_setting('fsync'), current_setting('synchronous_commit'),"
          + " current_setting('standard_conforming_strings')";

  private ServerCheck() {}

  /**
   * Connects once, warns when the server may lose what it has acknowledged, and settles the schema.
   *
   * @return the schema of the tables
   */
  public static String schemaOf(Sessions sessions, Optional<String> wanted) {
    Facts facts = sessions.with("connecting", connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(QUESTION)) {
        row.next();
        return new Facts(
            row.getInt(1),
            Optional.ofNullable(row.getString(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5));
      }
    });
    if (facts.version() < OLDEST_VERSION) {
      throw new InvalidConfigurationException(List.of(
          "the server is PostgreSQL " + facts.version() / 10_000 + ", Entasis needs 15 or newer"));
    }
    if (!facts.standardStrings().equals("on")) {
      throw new InvalidConfigurationException(
          List.of("the connections run with standard_conforming_strings off, Entasis needs it on"));
    }
    if (misplacesEarlyTimes(facts.version())) {
      LOG.warn(
          "The server's minor version puts times before 2000-01-03, or before the origin of a bar, that fall on the start"
              + " of a bar into the bar before; update it to 15.7, 16.3 or newer before bars of such times are built");
    }
    warn("fsync", facts.fsync());
    warn("synchronous_commit", facts.synchronousCommit());
    return wanted
        .or(facts::schema)
        .orElseThrow(() -> new InvalidConfigurationException(
            List.of("the connections have no current schema and the builder names none")));
  }

  /** Whether date_bin takes a step too many where a time is a whole number of steps before the origin. */
  static boolean misplacesEarlyTimes(int version) {
    return version < 150_007 || (version >= 160_000 && version < 160_003);
  }

  private static void warn(String setting, String value) {
    if (value.equals("off")) {
      LOG.warn(
          "The server runs with {} off: rows it has acknowledged can be lost when it crashes",
          setting);
    }
  }

  private record Facts(
      int version,
      Optional<String> schema,
      String fsync,
      String synchronousCommit,
      String standardStrings) {}
}

package io.entasis.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Sessions whose transactions tell the database which user they are about, for policies of row-level security. The setting is local
 * to a transaction, so that a connection takes it nowhere else.
 *
 * @param sessions the sessions
 * @param user the user
 */
public record UserSessions(Sessions sessions, UUID user) implements Sessions {

  /** Name of the setting. */
  public static final String SETTING = "entasis.user_id";

  @Override
  public <R> R with(String doing, SqlWork<R> work) {
    return with(doing, "", work);
  }

  @Override
  public <R> R with(String doing, String settings, SqlWork<R> work) {
    try (Lease lease = lease(doing, settings)) {
      return work.run(lease.connection());
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public Lease lease(String doing, String settings) {
    Lease lease = sessions.lease(doing, settings);
    try {
      tell(lease.connection(), user);
      return lease;
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(doing, e);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  @Override
  public boolean transactional() {
    return sessions.transactional();
  }

  /** Tells the database until the end of the transaction which user it is about. */
  public static void tell(Connection connection, UUID user) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select set_config('" + SETTING + "', ?, true)")) {
      statement.setString(1, user.toString());
      statement.execute();
    }
  }
}

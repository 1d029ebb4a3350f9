package io.entasis.internal.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease for statements that may take long: the driver waits for their answers as long as the server's own limit lets them run. */
public final class PatientLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(PatientLease.class);
  private static final int LONGEST_SILENCE_MILLIS = (int) Duration.ofHours(1).toMillis();

  private final Lease lease;
  private final int silenceBefore;

  private PatientLease(Lease lease, int silenceBefore) {
    this.lease = lease;
    this.silenceBefore = silenceBefore;
  }

  /** As {@link Sessions#lease}, with an hour for each answer. */
  public static Lease of(Sessions sessions, String doing, String settings) {
    Lease lease = sessions.lease(doing, settings);
    try {
      Connection connection = lease.connection();
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
      return new PatientLease(lease, before);
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public Connection connection() {
    return lease.connection();
  }

  @Override
  public void checkOpen() {
    lease.checkOpen();
  }

  /** A connection whose patience cannot be taken back is cut, so that its pool replaces it. */
  @Override
  public void close() {
    try (lease) {
      restore();
    } catch (SQLException e) {
      LOG.debug("A connection could not be given back in order", e);
    }
  }

  private void restore() throws SQLException {
    Connection connection = lease.connection();
    if (connection.isClosed()) {
      return;
    }
    try {
      connection.setNetworkTimeout(Runnable::run, silenceBefore);
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }
}

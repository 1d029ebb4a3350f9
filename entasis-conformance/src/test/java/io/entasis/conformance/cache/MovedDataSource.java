package io.entasis.conformance.cache;

import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to one database and then to another, as a pooler does whose database was replaced under its name. */
final class MovedDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private transient volatile DataSource present;

  MovedDataSource(DataSource first) {
    this.present = first;
  }

  void moveTo(TestDatabase server, String name) {
    PGSimpleDataSource next = new PGSimpleDataSource();
    next.setUrl(server.jdbcUrl());
    next.setDatabaseName(name);
    next.setUser(server.user());
    next.setPassword(server.password());
    present = next;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return present.getConnection();
  }
}

package io.entasis.testkit;

/**
 * A server that runs anyway; it is used and left running.
 *
 * @param url address of a database for administration
 * @param user role that may create databases
 * @param password its password, empty for none
 */
record RunningHost(JdbcUrl url, String user, String password) implements ServerHost {

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "running server " + url;
  }
}

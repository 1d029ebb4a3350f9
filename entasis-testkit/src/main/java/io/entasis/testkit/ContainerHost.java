package io.entasis.testkit;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container. The only class that names Testcontainers; it is loaded when a container
 * is asked for.
 *
 * @param container the container, started
 */
record ContainerHost(PostgreSQLContainer container) implements ServerHost {

  /** Starts a container of this image. */
  static ContainerHost start(String image, boolean durable) {
    PostgreSQLContainer container = new PostgreSQLContainer(
            DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
        .withDatabaseName("postgres")
        .withUsername("postgres")
        .withPassword("postgres");
    // The container's own default is off.
    container.withCommand("postgres", "-c", "fsync=" + (durable ? "on" : "off"));
    container.start();
    return new ContainerHost(container);
  }

  @Override
  public JdbcUrl url() {
    return JdbcUrl.parse(container.getJdbcUrl());
  }

  @Override
  public String user() {
    return container.getUsername();
  }

  @Override
  public String password() {
    return container.getPassword();
  }

  @Override
  public void close() {
    container.stop();
  }

  @Override
  public String toString() {
    return "container of " + container.getDockerImageName();
  }
}

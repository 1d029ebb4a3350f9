package io.entasis.testkit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which server to use, as system properties or environment variables say. */
final class ServerChoice {

  private static final String URL = "entasis.test.jdbcUrl";
  private static final String USER = "entasis.test.user";
  private static final String PASSWORD = "entasis.test.password";
  private static final String CONTAINER = "entasis.test.container";

  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> environment;

  ServerChoice(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** The choice made for this process. */
  static ServerChoice ofProcess() {
    return new ServerChoice(System::getProperty, System::getenv);
  }

  /** Starts the server, or takes the one that runs. */
  ServerHost start(boolean durable) {
    Optional<String> url = value(URL);
    Optional<String> image = value(CONTAINER);
    if (url.isPresent() && image.isPresent()) {
      throw new IllegalStateException("give " + URL + " or " + CONTAINER + ", not both");
    }
    if (url.isPresent()) {
      return running(url.get());
    }
    return image.isPresent() ? container(image.get(), durable) : embedded(durable);
  }

  /**
   * Whether every test process shares the server with others, which may have left something behind.
   */
  boolean isShared() {
    return value(URL).isPresent();
  }

  private RunningHost running(String url) {
    return new RunningHost(
        JdbcUrl.parse(url),
        value(USER)
            .orElseGet(() -> JdbcUrl.parameter(url, "user", System.getProperty("user.name"))),
        value(PASSWORD).orElseGet(() -> JdbcUrl.parameter(url, "password", "")));
  }

  private static ServerHost container(String image, boolean durable) {
    try {
      return ContainerHost.start(image, durable);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          CONTAINER
              + " needs org.testcontainers:testcontainers-postgresql 2.x among the test dependencies",
          e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the container of " + image + " did not start; is Docker there?", e);
    }
  }

  private static ServerHost embedded(boolean durable) {
    EmbeddedServerBuilder builder = new EmbeddedServerBuilder();
    return EmbeddedHost.start(durable ? builder.durable() : builder);
  }

  private Optional<String> value(String property) {
    return text(properties.apply(property)).or(() -> text(environment.apply(variable(property))));
  }

  private static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  private static String variable(String property) {
    return property
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replace('.', '_')
        .toUpperCase(Locale.ROOT);
  }
}

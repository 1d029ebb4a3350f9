package io.entasis.internal;

import io.entasis.cache.CacheSettings;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.internal.db.PoolSettings;
import io.entasis.prediction.ValueMeaning;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Settings as they are collected; {@link #check()} finds all mistakes at once. */
public final class SettingsDraft {

  private static final String PREFIX = "entasis.";
  private static final String URL_FORM = "jdbc:postgresql://host:port/database";
  private static final List<String> POOL_NAMES = List.of(
      "url",
      "user",
      "password",
      "pool-size",
      "connection-timeout",
      "statement-timeout",
      "lock-timeout",
      "application-name");
  private static final String SCHEMA = "schema";
  private static final String ROLLUP_REFRESH = "rollup-refresh";
  private static final int LONGEST_NAME = 63;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, ValueMeaning> meanings = new HashMap<>();
  private @Nullable DataSource dataSource;
  private @Nullable Clock clock;
  private @Nullable CacheSettings cache;

  /** Notes the app's connections. */
  public void dataSource(DataSource given) {
    noteTwice("dataSource", dataSource);
    dataSource = Objects.requireNonNull(given, "dataSource");
  }

  /** Notes the clock. */
  public void clock(Clock given) {
    noteTwice("clock", clock);
    clock = Objects.requireNonNull(given, "clock");
  }

  /** Notes what is kept in the cache. */
  public void cache(CacheSettings given) {
    noteTwice("cache", cache);
    cache = Objects.requireNonNull(given, "cache");
  }

  /** Notes what the values of predictions of a type mean. */
  public void predictionType(String type, ValueMeaning meaning) {
    noteTwice("predictionType " + type, meanings.put(type, Objects.requireNonNull(meaning)));
  }

  /** Notes one setting by its name. */
  public void set(String name, String value) {
    noteTwice(name, texts.put(name, Objects.requireNonNull(value, name)));
  }

  /** Notes settings by their names with the prefix; other names are mistakes. */
  public void properties(Properties properties) {
    named(properties).forEach(this::set);
  }

  /** Notes settings that count unless they are given. */
  public void defaults(Properties properties) {
    named(properties)
        .forEach((name, value) -> noteTwice("default " + name, defaults.put(name, value)));
  }

  private Map<String, String> named(Properties properties) {
    Map<String, String> found = new TreeMap<>();
    properties.forEach((key, value) -> {
      if (!(key instanceof String) || !(value instanceof String)) {
        problems.add("setting " + key + " is not a text");
      }
    });
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
      if (POOL_NAMES.contains(name) || name.equals(SCHEMA) || name.equals(ROLLUP_REFRESH)) {
        found.put(name, properties.getProperty(key));
      } else {
        problems.add("unknown setting " + key);
      }
    }
    return found;
  }

  /**
   * The settings, checked.
   *
   * @throws InvalidConfigurationException when there are mistakes; all are listed
   */
  public Settings check() {
    List<String> found = new ArrayList<>(problems);
    Map<String, String> counting = new HashMap<>(defaults);
    counting.putAll(texts);
    SettingTexts reader = new SettingTexts(counting, found);
    Optional<String> schema = reader.text(SCHEMA, 1, LONGEST_NAME);
    Duration rollupRefresh = reader.pause(ROLLUP_REFRESH, Duration.ofSeconds(1));
    PoolSettings pool = poolSettings(reader);
    checkSource(counting, found);
    if (!found.isEmpty()) {
      throw new InvalidConfigurationException(found);
    }
    ConnectionSource source = dataSource == null
        ? new ConnectionSource.Owned(pool)
        : new ConnectionSource.Borrowed(dataSource);
    return new Settings(
        source,
        schema,
        clock == null ? Clock.systemUTC() : clock,
        meanings,
        rollupRefresh,
        Optional.ofNullable(cache));
  }

  private static PoolSettings poolSettings(SettingTexts reader) {
    return new PoolSettings(
        reader.raw("url").orElse(""),
        reader.raw("user"),
        reader.raw("password"),
        reader.number("pool-size", 10, 1, 1_000),
        reader.duration("connection-timeout", Duration.ofSeconds(10)),
        reader.duration("statement-timeout", Duration.ofMinutes(1)),
        reader.duration("lock-timeout", Duration.ofSeconds(10)),
        reader.text("application-name", 1, LONGEST_NAME).orElse("entasis"));
  }

  /** A default may name what is not used: settings of a pool do not contradict a dataSource then. */
  private void checkSource(Map<String, String> counting, List<String> found) {
    String url = counting.get("url");
    if (dataSource == null && url == null) {
      found.add("neither a dataSource nor a url is given");
    }
    if (url != null && Driver.parseURL(url, new Properties()) == null) {
      found.add("url is not of the form " + URL_FORM);
    }
    if (dataSource != null) {
      POOL_NAMES.stream()
          .filter(texts::containsKey)
          .forEach(name -> found.add(name + " cannot be given together with a dataSource"));
    }
  }

  private void noteTwice(String name, @Nullable Object earlier) {
    if (earlier != null) {
      problems.add(name + " is given twice");
    }
  }

  /** Reads texts as what they stand for, and notes what cannot be read. */
  private record SettingTexts(Map<String, String> texts, List<String> found) {

    Optional<String> raw(String name) {
      return Optional.ofNullable(texts.get(name));
    }

    Optional<String> text(String name, int shortest, int longest) {
      Optional<String> text = raw(name);
      if (text.isPresent()
          && (text.get().isBlank()
              || text.get().length() < shortest
              || text.get().getBytes(StandardCharsets.UTF_8).length > longest)) {
        found.add(name + " must have from " + shortest + " to " + longest + " bytes");
      }
      return text;
    }

    int number(String name, int byDefault, int least, int most) {
      Optional<String> text = raw(name);
      if (text.isEmpty()) {
        return byDefault;
      }
      try {
        int number = Integer.parseInt(text.get().strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // the note below says it
      }
      found.add(
          name + " must be a number from " + least + " to " + most + ", not '" + text.get() + "'");
      return byDefault;
    }

    Duration duration(String name, Duration byDefault) {
      return duration(name, byDefault, Duration.ofMillis(250));
    }

    /** A duration, or zero for never. */
    Duration pause(String name, Duration byDefault) {
      return raw(name).map(String::strip).filter("PT0S"::equals).isPresent()
          ? Duration.ZERO
          : duration(name, byDefault, Duration.ofMillis(10));
    }

    private Duration duration(String name, Duration byDefault, Duration least) {
      Optional<String> text = raw(name);
      if (text.isEmpty()) {
        return byDefault;
      }
      try {
        Duration duration = Duration.parse(text.get().strip());
        if (duration.compareTo(least) >= 0 && duration.compareTo(Duration.ofDays(1)) <= 0) {
          return duration;
        }
      } catch (DateTimeException e) {
        // the note below says it
      }
      found.add(name + " must be a duration from " + least + " to PT24H, not '" + text.get() + "'");
      return byDefault;
    }
  }
}

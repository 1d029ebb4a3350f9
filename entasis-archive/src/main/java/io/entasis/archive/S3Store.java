package io.entasis.archive;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.S3Credentials;
import io.entasis.archive.store.S3Encryption;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import io.entasis.internal.archive.store.Pause;
import io.entasis.internal.archive.store.Retries;
import io.entasis.internal.archive.store.S3Objects;
import io.entasis.internal.archive.store.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The settings of a store in a bucket of S3, or of another server that speaks its language.
 *
 * <pre>{@code
 * S3Store.bucket("ticks").region("eu-central-1").prefix("archive/").open();
 * S3Store.bucket("ticks").endpoint(URI.create("https://s3.example.org")).pathStyle()
 *     .credentials(() -> S3Credentials.of(accessKey, secretKey)).open();
 * }</pre>
 *
 * <p>The bucket has to exist. The role needs to list it, and to read, write and delete objects under the prefix. Each setting can be
 * made once. For one thread.
 */
public final class S3Store {

  private static final String REGION_OF_OTHERS = "us-east-1";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/)+");

  private final String bucket;
  private final Once<String> prefix = new Once<>("prefix");
  private final Once<URI> endpoint = new Once<>("endpoint");
  private final Once<String> region = new Once<>("region");
  private final Once<Boolean> pathStyle = new Once<>("path style");
  private final Once<Supplier<S3Credentials>> credentials = new Once<>("credentials");
  private final Once<S3Encryption> encryption = new Once<>("encryption");
  private final Once<ChecksumMode> checksums = new Once<>("checksum mode");
  private final Once<Duration> timeout = new Once<>("timeout");
  private final Once<Integer> attempts = new Once<>("number of attempts");
  private Pause pause = Pause.sleeping();
  private S3Settings.Sizes sizes = S3Settings.Sizes.defaults();

  private S3Store(String bucket) {
    this.bucket = bucket;
  }

  /**
   * A store in that bucket.
   *
   * @throws InvalidInputException when no bucket can have the name
   */
  public static S3Store bucket(String name) {
    check(BUCKET.matcher(name).matches(), "no bucket can have the name " + name);
    return new S3Store(name);
  }

  /** What all keys start with, for example {@code archive/}; letters, digits and {@code -_.}, ending with a slash. Nothing by default. */
  public S3Store prefix(String start) {
    check(PREFIX.matcher(start).matches(), "a prefix is made of names and slashes: " + start);
    prefix.set(start);
    return this;
  }

  /** The server, when it is not Amazon's. */
  public S3Store endpoint(URI address) {
    check(
        "https".equals(address.getScheme()) || "http".equals(address.getScheme()),
        "an endpoint starts with https:// or http://");
    check(address.getRawUserInfo() == null, "credentials do not belong into an endpoint");
    endpoint.set(address);
    return this;
  }

  /** The region of the bucket. Needed for Amazon's; {@code us-east-1} by default where an endpoint is given. */
  public S3Store region(String name) {
    check(!name.isBlank(), "a region needs a name");
    region.set(name);
    return this;
  }

  /** Names the bucket in the path of a request and not in its host, as many other servers need it. */
  public S3Store pathStyle() {
    pathStyle.set(true);
    return this;
  }

  /**
   * Where credentials come from, asked before every request, so that they may change. By default from where Amazon's tools take
   * them: environment, profile, or the machine's role.
   */
  public S3Store credentials(Supplier<S3Credentials> source) {
    credentials.set(source);
    return this;
  }

  /** How the store encrypts what it keeps; as the bucket has it by default. */
  public S3Store encryption(S3Encryption how) {
    encryption.set(how);
    return this;
  }

  /**
   * Whether checksums travel along. {@link ChecksumMode#WHEN_SUPPORTED} by default, and {@link ChecksumMode#WHEN_REQUIRED} where an
   * endpoint is given.
   */
  public S3Store checksums(ChecksumMode mode) {
    checksums.set(mode);
    return this;
  }

  /** How long the server may be silent; 30 seconds by default. A transfer may take as long as it moves 64 KiB a second. */
  public S3Store timeout(Duration longest) {
    check(longest.toMillis() > 0, "a timeout is longer than nothing");
    timeout.set(longest);
    return this;
  }

  /** How often a request is tried before the store counts as unreachable; 5 by default, with growing pauses of up to 10 seconds. */
  public S3Store attempts(int number) {
    check(number >= 1, "there has to be one attempt");
    attempts.set(number);
    return this;
  }

  /** For tests, which do not wait. */
  S3Store pause(Pause other) {
    pause = other;
    return this;
  }

  /** For tests, which have no large files. */
  S3Store sizes(S3Settings.Sizes other) {
    sizes = other;
    return this;
  }

  /**
   * The store. Nothing is asked of the server yet.
   *
   * @throws InvalidConfigurationException when neither region nor endpoint is given
   */
  public ObjectStore open() {
    boolean other = endpoint.get().isPresent();
    if (!other && region.get().isEmpty()) {
      throw new InvalidConfigurationException(
          List.of("the store in bucket " + bucket + " needs its region"));
    }
    S3Settings settings = new S3Settings(
        bucket,
        prefix.get().orElse(""),
        endpoint.get(),
        region.get().orElse(REGION_OF_OTHERS),
        pathStyle.get().orElse(false),
        credentials.get(),
        encryption.get().orElseGet(S3Encryption::ofBucket),
        checksums
            .get()
            .orElse(other ? ChecksumMode.WHEN_REQUIRED : ChecksumMode.WHEN_SUPPORTED),
        timeout.get().orElse(TIMEOUT),
        sizes);
    return new S3Objects(settings, new Retries(attempts.get().orElse(ATTEMPTS), pause));
  }

  private static void check(boolean good, String message) {
    if (!good) {
      throw new InvalidInputException(message);
    }
  }
}

package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.StubRequest.Operation;
import io.entasis.archive.StubS3.Fault;
import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.S3Credentials;
import io.entasis.archive.store.S3Encryption;
import io.entasis.error.AccessDeniedException;
import io.entasis.internal.archive.store.S3Settings;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveUnreachableException;
import io.entasis.partition.ContentDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a store does wrong, nothing is published or called verified that is not what was given. */
class FaultyS3Test {

  private static final int ROWS = 400;
  private static final ContentDigest CONTENT = SampleRows.digest(SampleRows.ticks(ROWS));
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final int ATTEMPTS = 3;

  private static StubS3 stub;
  private static ObjectStore store;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() throws IOException {
    stub = new StubS3();
    store = stub.settings().attempts(ATTEMPTS).open();
  }

  @AfterAll
  static void stop() {
    store.close();
    stub.close();
  }

  @BeforeEach
  void forget() {
    stub.forget();
  }

  /** The moments of archiving a partition at which a request can fail. */
  enum Moment {
    UPLOAD(Operation.PUT, ".incoming/", ".parquet"),
    READ_BACK(Operation.GET, ".incoming/", ".parquet"),
    LOOK(Operation.HEAD, ".incoming/", ".parquet"),
    COPY(Operation.COPY, "market_data/", ".parquet"),
    READ_COPY(Operation.GET, "market_data/", ".parquet"),
    ENTER(Operation.PUT, "market_data/", ".json"),
    READ_ENTRY(Operation.GET, "market_data/", ".json"),
    TIDY(Operation.DELETE, "", "");

    private final Operation operation;
    private final String start;
    private final String end;

    Moment(Operation operation, String start, String end) {
      this.operation = operation;
      this.start = start;
      this.end = end;
    }

    boolean is(Operation asked, String key) {
      return operation == asked && key.startsWith(start) && key.endsWith(end);
    }
  }

  static Stream<Arguments> everyFaultAtEveryMoment() {
    return Stream.of(Moment.values())
        .flatMap(moment -> Stream.of(
                Fault.STATUS_500,
                Fault.STATUS_503,
                Fault.STATUS_403,
                Fault.CUT,
                Fault.LOST_REPLY,
                Fault.TRUNCATED,
                Fault.WRONG_BYTES)
            .map(fault -> Arguments.of(moment, fault)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyFaultAtEveryMoment")
  void aFaultThatPasses(Moment moment, Fault fault) {
    AtomicInteger struck = new AtomicInteger();
    stub.plan((operation, key) ->
        moment.is(operation, key) && struck.incrementAndGet() == 1 ? fault : Fault.NONE);

    Optional<ArchiveEntry> stored = storeOrFail(archive());

    assertThat(struck).as("the fault struck").hasPositiveValue();
    boolean repeated = fault == Fault.STATUS_500
        || fault == Fault.STATUS_503
        || fault == Fault.CUT
        || fault == Fault.LOST_REPLY;
    if (repeated) {
      assertThat(stored).as("tried again").isPresent();
    }
    checkNothingFalseIsSeen(stored);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyFaultAtEveryMoment")
  void aFaultThatStays(Moment moment, Fault fault) {
    stub.plan((operation, key) -> moment.is(operation, key) ? fault : Fault.NONE);

    Optional<ArchiveEntry> stored = storeOrFail(archive());

    boolean harmless = moment == Moment.TIDY
        || (moment == Moment.LOOK && (fault == Fault.TRUNCATED || fault == Fault.WRONG_BYTES));
    assertThat(stored.isPresent()).isEqualTo(harmless);
    checkNothingFalseIsSeen(stored);
  }

  /** One try only, so that a machine that is busy cannot change the outcome. */
  @ParameterizedTest
  @EnumSource(names = {"UPLOAD", "READ_BACK", "COPY", "ENTER"})
  void aServerThatKeepsSilent(Moment moment) {
    stub.plan((operation, key) -> moment.is(operation, key) ? Fault.SILENT : Fault.NONE);
    try (ObjectStore impatient = stub.settings().timeout(IMPATIENT).attempts(1).open()) {
      assertThat(storeOrFail(archive(impatient))).isEmpty();
    }

    checkNothingFalseIsSeen(Optional.empty());
  }

  @Test
  void anObjectThatChangesAfterItWasArchivedIsFound() {
    ParquetArchive archive = archive();
    ArchiveEntry entry = store(archive);
    String data = key(".parquet");
    byte[] good = Objects.requireNonNull(stub.objects().get(data));
    for (int at = 0; at < good.length; at += Math.max(1, good.length / 6)) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      stub.objects().put(data, bad);
      assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining("SHA-256");
      assertThatThrownBy(() -> archive.read(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveCorruptException.class);
    }
    stub.objects().put(data, good);
    archive.verify(entry, ArchiveMonitor.none());
  }

  @Test
  void verifyingThroughFaultsTriesAgainOrFails() {
    ParquetArchive archive = archive();
    ArchiveEntry entry = store(archive);
    for (Fault fault : new Fault[] {Fault.STATUS_500, Fault.CUT, Fault.STATUS_503}) {
      AtomicInteger struck = new AtomicInteger();
      stub.plan((operation, key) -> struck.incrementAndGet() % 2 == 1 ? fault : Fault.NONE);
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(struck).hasValueGreaterThan(1);
      stub.plan((operation, key) -> fault);
      assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveUnreachableException.class);
    }
    stub.plan((operation, key) -> Fault.TRUNCATED);
    assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
        .isInstanceOf(ArchiveCorruptException.class);
  }

  @Test
  void requestsAreRepeatedAsOftenAsAskedForAndNoMore() {
    stub.plan((operation, key) -> Fault.STATUS_500);
    ParquetArchive archive = archive();
    assertThatThrownBy(archive::list).isInstanceOf(ArchiveUnreachableException.class);
    assertThat(stub.requests()).hasSize(ATTEMPTS);
  }

  @Test
  void refusalsAreNotRepeatedAndTellNoSecret() {
    stub.plan((operation, key) -> Fault.STATUS_403);
    ParquetArchive archive = archive();
    assertThatThrownBy(archive::list)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("s3://ticks/")
        .hasMessageContaining("AccessDenied")
        .satisfies(FaultyS3Test::tellsNoSecret);
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (ObjectStore lost = S3Store.bucket("ticks")
        .endpoint(nobody)
        .pathStyle()
        .credentials(() -> S3Credentials.of("some-access-key", StubS3.SECRET))
        .pause(length -> {})
        .open()) {
      assertThatThrownBy(() -> lost.list(""))
          .isInstanceOf(ArchiveUnreachableException.class)
          .satisfies(FaultyS3Test::tellsNoSecret);
    }
  }

  /** The JDK's connections wait for ever when the other side stops reading. */
  @Test
  void aServerThatStopsReadingHoldsNobodyUp() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[12 << 20]);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ObjectStore deaf = S3Store.bucket("ticks")
            .endpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
            .pathStyle()
            .credentials(() -> S3Credentials.of("some-access-key", "x"))
            .pause(length -> {})
            .timeout(IMPATIENT)
            .attempts(2)
            .sizes(new S3Settings.Sizes(16 << 20, 16 << 20, 1 << 30))
            .open()) {
      assertThatThrownBy(() -> deaf.upload("a/x", large, bytes -> {}))
          .isInstanceOf(ArchiveUnreachableException.class);
    }
  }

  @Test
  void encryptionIsAskedForWheneverSomethingIsStored() {
    try (ParquetArchive archive = ParquetArchive.on(
            stub.settings().encryption(S3Encryption.kms("key-7")).open())
        .workFolder(folder)
        .open()) {
      store(archive);
    }
    for (int i = 0; i < stub.requests().size(); i++) {
      String request = stub.requests().get(i);
      boolean stores = request.startsWith("PUT") || request.startsWith("COPY");
      assertThat(stub.headers().get(i).containsKey("X-amz-server-side-encryption"))
          .as(request)
          .isEqualTo(stores);
    }
  }

  private ParquetArchive archive() {
    return archive(store);
  }

  private ParquetArchive archive(ObjectStore in) {
    return ParquetArchive.on(in).workFolder(folder).open();
  }

  private static ArchiveEntry store(ParquetArchive archive) {
    return archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(ROWS), ArchiveMonitor.none());
  }

  private static Optional<ArchiveEntry> storeOrFail(ParquetArchive archive) {
    try {
      return Optional.of(store(archive));
    } catch (ArchiveUnreachableException | ArchiveCorruptException | AccessDeniedException e) {
      assertThat(e).satisfies(FaultyS3Test::tellsNoSecret);
      return Optional.empty();
    }
  }

  /** After the store has come to its senses. */
  private void checkNothingFalseIsSeen(Optional<ArchiveEntry> stored) {
    stub.plan((operation, key) -> Fault.NONE);
    ParquetArchive archive = archive();
    for (ArchiveEntry entry : archive.list().entries()) {
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(entry.content()).isEqualTo(CONTENT);
    }
    stored.ifPresent(entry -> assertThat(archive.list().entries()).containsExactly(entry));
    archive.removeLeftovers(Duration.ZERO);
    assertThat(archive.list().unreadable()).isEmpty();
    assertThat(stub.objects().keySet()).noneMatch(key -> key.startsWith(".incoming/"));
    ArchiveEntry again = store(archive);
    assertThat(archive.get("market_data", "market_data_y2024m01")).isEqualTo(again);
    assertThat(folder).isEmptyDirectory();
  }

  private String key(String end) {
    return stub.objects().keySet().stream()
        .filter(key -> key.endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  private static void tellsNoSecret(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage())).doesNotContain(StubS3.SECRET);
    }
  }
}

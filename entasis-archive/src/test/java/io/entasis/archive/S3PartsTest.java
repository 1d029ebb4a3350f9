package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.StubRequest.Operation;
import io.entasis.archive.StubS3.Fault;
import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.ObjectStore;
import io.entasis.error.EntasisException;
import io.entasis.internal.archive.store.S3Settings;
import io.entasis.partition.ArchiveUnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects in parts, at a store that is as strict as Amazon's and fails on purpose. */
class S3PartsTest {

  private static final int LENGTH = 10_007;

  @TempDir
  private Path folder;

  private StubS3 stub;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void start() throws IOException {
    stub = new StubS3();
    bytes = new byte[LENGTH];
    new Random(LENGTH).nextBytes(bytes);
    file = Files.write(folder.resolve("x"), bytes);
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @EnumSource
  void partsCarryTheChecksumsThatTheStoreInsistsOn(ChecksumMode checksums) {
    try (ObjectStore store = store(checksums)) {
      store.upload("a/x", file, moved -> {});
      store.copy("a/x", "a/y", moved -> {});
    }

    assertThat(stub.objects()).containsOnlyKeys("a/x", "a/y");
    assertThat(stub.objects().values()).allSatisfy(kept -> assertThat(kept).isEqualTo(bytes));
    assertThat(stub.parts().keys()).isEmpty();
    assertThat(stub.requests()).contains("PART a/x", "COPY_PART a/y");
  }

  static Stream<Arguments> everyFaultOfEveryRequest() {
    return Stream.of(Operation.START, Operation.PART, Operation.COPY_PART, Operation.COMPLETE)
        .flatMap(
            operation -> Stream.of(Fault.STATUS_500, Fault.CUT, Fault.LOST_REPLY, Fault.DONE_500)
                .map(fault -> Arguments.of(operation, fault)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyFaultOfEveryRequest")
  void aFaultThatPassesIsOvercome(Operation operation, Fault fault) {
    AtomicInteger struck = new AtomicInteger();
    stub.plan(
        (asked, key) -> asked == operation && struck.incrementAndGet() == 1 ? fault : Fault.NONE);

    try (ObjectStore store = store(ChecksumMode.WHEN_SUPPORTED)) {
      store.upload("a/x", file, moved -> {});
      store.copy("a/x", "a/y", moved -> {});
    }

    assertThat(struck).hasValueGreaterThan(1);
    assertThat(stub.objects()).containsOnlyKeys("a/x", "a/y");
    assertThat(stub.objects().values()).allSatisfy(kept -> assertThat(kept).isEqualTo(bytes));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyFaultOfEveryRequest")
  void aFaultThatStaysIsTold(Operation operation, Fault fault) {
    try (ObjectStore store = store(ChecksumMode.WHEN_SUPPORTED)) {
      store.upload("a/x", file, moved -> {});
      stub.plan((asked, key) -> asked == operation ? fault : Fault.NONE);

      assertThatThrownBy(() -> {
            store.upload("a/y", file, moved -> {});
            store.copy("a/x", "a/y", moved -> {});
          })
          .isInstanceOf(ArchiveUnreachableException.class);
    }
  }

  /** The same length is not enough: it may be what was there before. */
  @Test
  void anObjectOfAnotherCallIsNotTakenForTheOwn() {
    try (ObjectStore store = store(ChecksumMode.WHEN_SUPPORTED)) {
      store.upload("a/x", file, moved -> {});
      stub.plan((asked, key) -> {
        if (asked == Operation.COMPLETE) {
          stub.parts().discard();
        }
        return Fault.NONE;
      });

      assertThatThrownBy(() -> store.upload("a/x", file, moved -> {}))
          .isInstanceOf(ArchiveUnreachableException.class)
          .hasMessageContaining("given up by somebody else");
    }
  }

  @Test
  void partsThatCameDamagedAreNotTaken() {
    stub.plan((asked, key) -> asked == Operation.PART ? Fault.WRONG_BYTES : Fault.NONE);

    try (ObjectStore store = store(ChecksumMode.WHEN_SUPPORTED)) {
      assertThatThrownBy(() -> store.upload("a/x", file, moved -> {}))
          .isInstanceOf(EntasisException.class)
          .hasMessageContaining("BadDigest");
    }
    assertThat(stub.objects()).isEmpty();
    assertThat(stub.parts().keys()).isEmpty();
  }

  private ObjectStore store(ChecksumMode checksums) {
    return stub.settings()
        .checksums(checksums)
        .attempts(3)
        .sizes(new S3Settings.Sizes(3_000, 4_000, 1))
        .open();
  }
}

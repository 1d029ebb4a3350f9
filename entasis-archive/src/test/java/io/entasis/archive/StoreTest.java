package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.S3Credentials;
import io.entasis.archive.store.StoredObject;
import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.internal.archive.store.S3Settings;
import io.entasis.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does, whatever it keeps its objects in. */
class StoreTest {

  /** Of each request, unless the settings say otherwise. */
  private static final int ATTEMPTS = 5;

  private static final int MIB = 1 << 20;

  @TempDir
  private Path folder;

  /** The stores there are. */
  enum Kind {
    FOLDER {
      @Override
      ObjectStore open(Path folder) {
        return FolderStore.at(folder.resolve("store"));
      }
    },
    S3 {
      @Override
      ObjectStore open(Path folder) {
        return bucket().open();
      }
    },
    /** With a prefix, and parts so small that files go in several. */
    S3_IN_PARTS {
      @Override
      ObjectStore open(Path folder) {
        return bucket()
            .prefix("some/where/")
            .sizes(new S3Settings.Sizes(5 * MIB, 6 * MIB, 1))
            .open();
      }
    },

    /** The same, as at Amazon's. */
    S3_IN_PARTS_WITH_CHECKSUMS {
      @Override
      ObjectStore open(Path folder) {
        return bucket()
            .checksums(ChecksumMode.WHEN_SUPPORTED)
            .sizes(new S3Settings.Sizes(5 * MIB, 6 * MIB, 1))
            .open();
      }
    };

    abstract ObjectStore open(Path folder);

    private static S3Store bucket() {
      S3Server server = S3Servers.shared();
      return S3Store.bucket(server.bucket("store-" + UUID.randomUUID()))
          .endpoint(server.endpoint())
          .pathStyle()
          .credentials(() -> S3Credentials.of(server.accessKey(), server.secretKey()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatItWasGiven(Kind kind) throws IOException {
    try (ObjectStore store = kind.open(folder)) {
      for (int length : List.of(0, 1, MIB, 13 * MIB + 7)) {
        Path file = file("given", length, length);
        List<Long> sent = new ArrayList<>();
        List<Long> received = new ArrayList<>();

        store.upload("a/b/x.bin", file, sent::add);
        store.download("a/b/x.bin", folder.resolve("back"), received::add);

        assertThat(folder.resolve("back")).hasSameBinaryContentAs(file);
        int tries = kind == Kind.FOLDER ? 1 : ATTEMPTS;
        assertThat(triesAgain(sent)).isLessThan(tries);
        assertThat(triesAgain(received)).isLessThan(tries);
        assertThat(received).last().isEqualTo((long) length);
      }
    }
  }

  /** How often the count went back: bytes are those of one try, and a store may fail once in a while. */
  private static long triesAgain(List<Long> moved) {
    return IntStream.range(1, moved.size())
        .filter(number -> moved.get(number) < moved.get(number - 1))
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void listsWhatIsThereByKey(Kind kind) throws IOException {
    try (ObjectStore store = kind.open(folder)) {
      assertThat(store.list("")).isEmpty();
      assertThat(store.list("nowhere/")).isEmpty();
      Path file = file("x", 10, 1);
      for (String key : List.of("t/p2/x", "t/p1/y", "t/p1/%C3%BC_-.x", ".in/t/p", "u/p1/x")) {
        store.upload(key, file, bytes -> {});
      }

      assertThat(store.list(""))
          .extracting(StoredObject::key)
          .containsExactly(".in/t/p", "t/p1/%C3%BC_-.x", "t/p1/y", "t/p2/x", "u/p1/x");
      assertThat(store.list("t/p1/")).allSatisfy(object -> {
        assertThat(object.key()).startsWith("t/p1/");
        assertThat(object.bytes()).isEqualTo(10);
        assertThat(object.modifiedAt())
            .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(5));
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesReplacesAndRemoves(Kind kind) throws IOException {
    try (ObjectStore store = kind.open(folder)) {
      Path large = file("large", 13 * MIB, 2);
      store.upload("from/x", large, bytes -> {});
      store.upload("to/deep/x", file("small", 5, 3), bytes -> {});

      store.copy("from/x", "to/deep/x", moved -> {});
      store.download("to/deep/x", folder.resolve("back"), bytes -> {});
      store.delete("from/x");
      store.delete("from/x");

      assertThat(folder.resolve("back")).hasSameBinaryContentAs(large);
      assertThat(store.list("")).extracting(StoredObject::key).containsExactly("to/deep/x");
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsMissing(Kind kind) {
    try (ObjectStore store = kind.open(folder)) {
      assertThatThrownBy(() -> store.download("a/x", folder.resolve("back"), bytes -> {}))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("a/x");
      assertThatThrownBy(() -> store.copy("a/x", "a/y", moved -> {}))
          .isInstanceOf(NotFoundException.class);
      assertThat(store.file("a/x")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsEndsTheTransferAndNothingIsStored(Kind kind) throws IOException {
    try (ObjectStore store = kind.open(folder)) {
      Path file = file("x", 12 * MIB, 4);
      IllegalStateException stop = new IllegalStateException("stop");

      assertThatThrownBy(() -> store.upload("a/x", file, bytes -> {
            if (bytes > 7 * MIB) {
              throw stop;
            }
          }))
          .isSameAs(stop);
      // The server of the tests shows a file of its own in place of a broken request.
      assertThat(store.list("")).extracting(StoredObject::key).doesNotContain("a/x");

      store.upload("a/x", file, bytes -> {});
      assertThatThrownBy(() -> store.download("a/x", folder.resolve("back"), bytes -> {
            throw stop;
          }))
          .isSameAs(stop);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesKeysThatLeadElsewhere(Kind kind) throws IOException {
    Path file = file("x", 1, 5);
    try (ObjectStore store = kind.open(folder)) {
      for (String key : List.of("", "/x", "x/", "../x", "a/../x", "a//x", "a b", "a\\b", "ü")) {
        assertThatThrownBy(() -> store.upload(key, file, bytes -> {}))
            .as(key)
            .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> store.locate(key)).isInstanceOf(InvalidInputException.class);
      }
      assertThatThrownBy(() -> store.list("../")).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> store.list("a")).isInstanceOf(InvalidInputException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void discardsNothingThatIsFinished(Kind kind) throws IOException {
    try (ObjectStore store = kind.open(folder)) {
      store.upload("a/x", file("x", 9 * MIB, 6), bytes -> {});

      assertThat(store.discardUnfinished(Instant.now().plusSeconds(60), key -> true))
          .isEmpty();
      assertThat(store.list("")).hasSize(1);
    }
  }

  private Path file(String name, int length, long seed) throws IOException {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }
}

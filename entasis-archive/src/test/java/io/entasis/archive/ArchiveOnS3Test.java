package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.S3Credentials;
import io.entasis.error.AccessDeniedException;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive on a real S3 server. */
class ArchiveOnS3Test {

  private static final String SECRET = "very-secret-key";

  @TempDir
  private Path work;

  private final S3Server server = S3Servers.shared();
  private final String bucket = server.bucket("archive-" + UUID.randomUUID());

  @ParameterizedTest
  @EnumSource
  void aPartitionGoesThereAndBack(ChecksumMode checksums) {
    try (ParquetArchive archive = archive(settings().prefix("prod/ticks/").checksums(checksums))) {
      ArchiveEntry entry =
          archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(3_000), ArchiveMonitor.none());

      assertThat(entry.file().location())
          .hasScheme("s3")
          .hasHost(bucket)
          .asString()
          .startsWith("s3://" + bucket + "/prod/ticks/market_data/market_data_y2024m01/");
      assertThat(archive.list().entries()).containsExactly(entry);
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(SampleRows.texts(archive.read(entry, ArchiveMonitor.none())))
          .isEqualTo(SampleRows.texts(SampleRows.ticks(3_000)));
      assertThat(archive.ticks(entry).of("IBM").count()).isEqualTo(1_500);
      assertThat(archive.removeLeftovers(Duration.ZERO)).isEmpty();
      archive.remove(entry);
      assertThat(archive.list().entries()).isEmpty();
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void anObjectThatChangesInTheStoreIsFound() throws IOException {
    try (ParquetArchive archive = archive(settings())) {
      ArchiveEntry entry =
          archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(500), ArchiveMonitor.none());
      Path object =
          server.folder(bucket).resolve(entry.file().location().getPath().substring(1));
      byte[] bytes = Files.readAllBytes(object);
      bytes[bytes.length / 3] ^= 4;
      Files.write(object, bytes);

      assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining("SHA-256");
      Files.delete(object);
      assertThatThrownBy(() -> archive.verify(entry, ArchiveMonitor.none()))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining("missing");
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void credentialsMayChangeWhileItIsOpen() {
    List<S3Credentials> current = new CopyOnWriteArrayList<>(List.of(good()));
    try (ParquetArchive archive = archive(unsigned().credentials(() -> current.get(0)))) {
      assertThat(archive.list().entries()).isEmpty();
      current.set(0, S3Credentials.of(server.accessKey(), SECRET));
      assertThatThrownBy(archive::list)
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageNotContaining(SECRET);
      current.set(0, good());
      assertThat(archive.list().entries()).isEmpty();
    }
  }

  @Test
  void aMissingBucketIsAMistakeInTheSetup() {
    try (ParquetArchive archive = archive(S3Store.bucket("no-such-bucket")
        .endpoint(server.endpoint())
        .pathStyle()
        .credentials(this::good))) {
      assertThatThrownBy(archive::list)
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("no-such-bucket");
      assertThatThrownBy(() ->
              archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(10), ArchiveMonitor.none()))
          .isInstanceOf(InvalidConfigurationException.class);
    }
  }

  @Test
  void credentialsShowNowhere() {
    S3Credentials credentials = new S3Credentials("key", SECRET, Optional.of("session " + SECRET));

    assertThat(credentials).hasToString("S3Credentials[accessKey=key]");
  }

  private S3Store settings() {
    return unsigned().credentials(this::good);
  }

  private S3Store unsigned() {
    return S3Store.bucket(bucket).endpoint(server.endpoint()).pathStyle();
  }

  private S3Credentials good() {
    return S3Credentials.of(server.accessKey(), server.secretKey());
  }

  private ParquetArchive archive(S3Store settings) {
    return ParquetArchive.on(settings.open()).workFolder(work).open();
  }
}

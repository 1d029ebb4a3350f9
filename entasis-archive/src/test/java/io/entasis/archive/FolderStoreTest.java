package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about folders. */
class FolderStoreTest {

  @TempDir
  private Path folder;

  @Test
  void aLinkLeadsToTheFolder() throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk/archive"));
    Path link = Files.createSymbolicLink(folder.resolve("archive"), disk);
    try (ParquetArchive archive = ParquetArchive.inFolder(link)) {
      ArchiveEntry entry =
          archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(50), ArchiveMonitor.none());

      assertThat(archive.list().entries()).containsExactly(entry);
      assertThat(archive.find("market_data", "market_data_y2024m01")).contains(entry);
    }
    try (ObjectStore store = FolderStore.at(link)) {
      assertThat(store.list(""))
          .extracting(StoredObject::key)
          .hasSize(2)
          .allMatch(key -> key.startsWith("market_data/market_data_y2024m01/"));
    }
  }

  @Test
  void aFolderThatGoesMissingIsNoEmptyArchive() throws IOException {
    Path root = folder.resolve("archive");
    Path file = Files.createFile(folder.resolve("x"));
    try (ObjectStore store = FolderStore.at(root)) {
      Files.delete(root);

      for (ThrowingCallable call : List.<ThrowingCallable>of(
          () -> store.list(""),
          () -> store.upload("a/x", file, bytes -> {}),
          () -> store.download("a/x", file, bytes -> {}),
          () -> store.copy("a/x", "a/y", moved -> {}),
          () -> store.delete("a/x"),
          () -> store.discardUnfinished(Instant.MAX, key -> true))) {
        assertThatThrownBy(call)
            .isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining(root + " is gone");
      }
      assertThat(root).doesNotExist();
    }
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("x"));

    assertThatThrownBy(() -> FolderStore.at(file))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("is no folder");
  }
}

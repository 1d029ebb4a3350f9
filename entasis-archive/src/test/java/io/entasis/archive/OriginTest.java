package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that got into one store do not take each other's partitions for theirs. */
class OriginTest {

  private static final String TABLE = "market_data";
  private static final String MONTH = "market_data_y2024m01";

  @TempDir
  private Path folder;

  @Test
  void eachFindsItsOwnAgain() {
    try (ParquetArchive archive = of("prod")) {
      ArchiveEntry entry = store(archive);

      assertThat(archive.get(TABLE, MONTH)).isEqualTo(entry);
      assertThat(archive.list().entries()).containsExactly(entry);
      archive.verify(entry, ArchiveMonitor.none());
      assertThat(store(archive)).isNotEqualTo(entry);
    }
  }

  @Test
  void anotherOneIsRefusedAndBothAreNamed() {
    for (List<Optional<String>> pair : List.of(
        List.of(Optional.of("prod"), Optional.of("staging")),
        List.of(Optional.of("prod"), Optional.<String>empty()),
        List.of(Optional.<String>empty(), Optional.of("staging")))) {
      try (ParquetArchive first = of(pair.get(0));
          ParquetArchive second = of(pair.get(1))) {
        ArchiveEntry entry = store(first);

        assertThatThrownBy(() -> store(second))
            .isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining(pair.get(0).orElse("no named origin"))
            .hasMessageContaining(pair.get(1).orElse("no named origin"));
        assertThatThrownBy(() -> second.find(TABLE, MONTH))
            .isInstanceOf(InvalidConfigurationException.class);
        assertThatThrownBy(() -> second.get(TABLE, MONTH))
            .isInstanceOf(InvalidConfigurationException.class);
        ArchiveListing listing = second.list();
        assertThat(listing.entries()).isEmpty();
        assertThat(listing.unreadable())
            .singleElement()
            .satisfies(
                found -> assertThat(found.reason()).contains("of " + first(pair), "opened for"));
        assertThat(first.list().entries()).containsExactly(entry);
        first.remove(entry);
      }
    }
  }

  @Test
  void aNameIsGivenOnceAndIsNotBlank() {
    assertThatThrownBy(() -> of(" ")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder().origin("a").origin("b"))
        .isInstanceOf(InvalidInputException.class);
  }

  private static String first(List<Optional<String>> pair) {
    return pair.get(0).map(name -> "the origin " + name).orElse("no named origin");
  }

  private ParquetArchive of(Optional<String> origin) {
    return origin.map(this::of).orElseGet(() -> builder().open());
  }

  private ParquetArchive of(String origin) {
    return builder().origin(origin).open();
  }

  private ParquetArchiveBuilder builder() {
    return ParquetArchive.on(FolderStore.at(folder.resolve("store")))
        .workFolder(folder.resolve("work"));
  }

  private static ArchiveEntry store(ParquetArchive archive) {
    return archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(50), ArchiveMonitor.none());
  }
}

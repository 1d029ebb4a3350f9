package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.StubRequest.Operation;
import io.entasis.archive.StubS3.Fault;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in a bucket or a folder that others use too. */
class SharedStoreTest {

  private static final String TABLE = "market_data";
  private static final String MONTH = "market_data_y2024m01";
  private static final String PLACE = TABLE + "/" + MONTH + "/";
  private static final String OWN_NAME = "20240101T000000000000Z-0123abcd";
  private static final List<String> FOREIGN = List.of(
      "my report.json",
      "Übersicht.json",
      "a.parquet",
      PLACE + "notes.json",
      PLACE + "_my notes ü.json",
      PLACE + "deeper/" + OWN_NAME + ".parquet",
      ".incoming/theirs.parquet");

  @TempDir
  private Path folder;

  private StubS3 stub;
  private ParquetArchive archive;

  @BeforeEach
  void start() throws IOException {
    stub = new StubS3();
    archive = ParquetArchive.on(stub.settings().open()).workFolder(folder).open();
  }

  @AfterEach
  void stop() {
    archive.close();
    stub.close();
  }

  @Test
  void whatOthersKeepThereIsNeitherReadNorListedNorRemoved() {
    FOREIGN.forEach(key -> stub.objects().put(key, new byte[] {1}));
    ArchiveEntry entry = store(archive);

    assertThat(archive.list().entries()).containsExactly(entry);
    assertThat(archive.list().unreadable()).isEmpty();
    assertThat(archive.find(TABLE, MONTH)).contains(entry);
    archive.removeLeftovers(Duration.ZERO);
    assertThat(stub.objects()).containsKeys(FOREIGN.toArray(new String[0]));
    assertThat(stub.requests()).noneMatch(request -> FOREIGN.contains(request.substring(4)));
  }

  @Test
  void uploadsInPartsOfOthersGoOn() {
    List<String> theirs = List.of("backup/of/something.bin", PLACE + "x.parquet");
    theirs.forEach(stub.parts()::leave);
    stub.parts().leave(".incoming/" + PLACE + OWN_NAME + ".parquet");
    stub.parts().leave(PLACE + OWN_NAME + ".parquet");

    assertThat(archive.removeLeftovers(Duration.ZERO)).hasSize(2);
    assertThat(stub.parts().keys()).containsExactlyElementsOf(theirs);
  }

  @Test
  void twoMayTidyUpAtOnce() {
    stub.parts().leave(PLACE + OWN_NAME + ".parquet");
    stub.plan((operation, key) -> {
      if (operation == Operation.ABORT) {
        stub.parts().discard();
      }
      return Fault.NONE;
    });

    assertThat(archive.removeLeftovers(Duration.ZERO)).isEmpty();
  }

  @Test
  void whatIsTooLongForAnEntryIsNotFetched() {
    String key = PLACE + "_" + OWN_NAME + ".json";
    stub.objects().put(key, new byte[2 << 20]);

    assertThat(archive.list().unreadable())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("longer than any entry"));
    assertThatThrownBy(() -> archive.find(TABLE, MONTH))
        .isInstanceOf(ArchiveCorruptException.class);
    assertThat(stub.requests()).doesNotContain("GET " + key);
  }

  @Test
  void unfinishedFilesOfOthersStayInAFolder() throws IOException {
    String unfinished = ".unfinished-5f2f7b1e-1111-2222-3333-0123456789ab-";
    Path place = Files.createDirectories(folder.resolve("store").resolve(PLACE));
    Path theirs = Files.createFile(place.resolve(unfinished + "report.csv"));
    Path other = Files.createFile(folder.resolve("store/.unfinished-symphony.mid"));
    Path own = Files.createFile(place.resolve(unfinished + OWN_NAME + ".parquet"));
    for (Path file : List.of(theirs, other, own)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    try (ParquetArchive local = ParquetArchive.inFolder(folder.resolve("store"))) {
      assertThat(local.removeLeftovers(Duration.ofDays(1))).containsExactly(own.toUri());
    }
    assertThat(theirs).exists();
    assertThat(other).exists();
  }

  private static ArchiveEntry store(ParquetArchive archive) {
    return archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(50), ArchiveMonitor.none());
  }
}

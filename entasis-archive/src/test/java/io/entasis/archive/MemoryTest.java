package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.S3Credentials;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.testkit.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition may be larger than the memory, on its way there and back. */
class MemoryTest {

  private static final int ROWS = 330_000;
  private static final int MEGABYTES = 64;

  @TempDir
  private Path work;

  /** The file alone is larger than the memory. */
  @Test
  void moreRowsThanMemoryHoldsGoThereAndBack() throws IOException, InterruptedException {
    S3Server server = S3Servers.shared();
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + MEGABYTES + "m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Probe.class.getName(),
            server.endpoint().toString(),
            server.bucket("memory"),
            work.toString()))
        .redirectErrorStream(true)
        .start();
    process
        .onExit()
        .orTimeout(5, TimeUnit.MINUTES)
        .exceptionally(late -> process.destroyForcibly());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).endsWith(ROWS + " rows read\n");
    String bytes =
        output.lines().filter(line -> line.endsWith(" bytes")).findFirst().orElseThrow();
    assertThat(Long.parseLong(bytes.replace(" bytes", ""))).isGreaterThan((long) MEGABYTES << 20);
  }

  /** Archives rows on S3, verifies them and reads them. */
  static final class Probe {

    private Probe() {}

    /** With endpoint, bucket and work folder. */
    public static void main(String[] args) {
      ObjectStore store = S3Store.bucket(args[1])
          .endpoint(URI.create(args[0]))
          .pathStyle()
          .credentials(() -> S3Credentials.of("tester", "secret-of-tester"))
          .open();
      try (ParquetArchive archive =
          ParquetArchive.on(store).workFolder(Path.of(args[2])).open()) {
        ArchiveEntry entry =
            archive.store(Layouts.ticksOfJanuary().expecting(ROWS), noise(), ArchiveMonitor.none());
        System.out.println(entry.bytes() + " bytes");
        archive.verify(entry, ArchiveMonitor.none());
        System.out.print(archive.ticks(entry).count() + " rows read\n");
      }
    }

    /** Rows with long texts that can hardly be packed. */
    private static SampleRows noise() {
      Random random = new Random(9);
      byte[] noise = new byte[225];
      return SampleRows.of(Layouts.TICKS, ROWS, (row, n) -> {
        random.nextBytes(noise);
        byte[] text = Base64.getEncoder().encode(noise);
        row.putLong(0, random.nextLong());
        row.putText(1, text, 0, text.length);
        row.putText(2, "BINANCE");
        row.putMicros(3, random.nextLong());
        row.putUnscaled(4, random.nextLong());
        row.putUnscaled(5, random.nextLong());
        row.putMicros(6, n);
      });
    }
  }
}

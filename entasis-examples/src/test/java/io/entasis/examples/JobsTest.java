package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entasis.testkit.S3Server;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that each show one job. */
class JobsTest {

  @TempDir
  Path folder;

  @Test
  void aChainIsDrawnAsSmilesAndSurface() throws Exception {
    String out = printed(() -> ChainCharts.main(new String[] {folder.toString()}));

    assertThat(out)
        .contains("quotes stored", "BTC-USDT as of 2024-01-31T12:00:00Z", "at the money");
    assertShowsColours(folder.resolve("smile.png"), 5);
    assertShowsColours(folder.resolve("surface.png"), 20);
  }

  @Test
  void aModelIsScoredAndItsCalibrationDrawn() throws Exception {
    String out = printed(() -> ModelCalibration.main(new String[] {folder.toString()}));

    assertThat(out).contains("predictions recorded", "hit rate 0.", "Brier score 0.");
    assertShowsColours(folder.resolve("calibration.png"), 2);
  }

  @Test
  void aModelIsScoredAgainstRealTicks() throws Exception {
    String data = System.getenv("ENTASIS_DATA");
    assumeTrue(data != null && !data.isBlank(), "ENTASIS_DATA names no folder");
    String ticks = Path.of(data, "ticks").toString();

    String out = printed(() -> ModelCalibration.main(new String[] {folder.toString(), ticks}));

    assertThat(out).contains("predictions recorded", "hit rate 0.", "Brier score 0.");
    assertShowsColours(folder.resolve("calibration.png"), 2);
  }

  @Test
  void anEquityCurveIsDrawnWithItsDrawdown() throws Exception {
    String out = printed(() -> EquityDrawdown.main(new String[] {folder.toString()}));

    assertThat(out).contains("snapshots stored", "time-weighted return", "deepest drawdown -");
    assertShowsColours(folder.resolve("equity.png"), 2);
  }

  @Test
  void monthsAreArchivedDrawnAndRestored() throws Exception {
    Path jar = Path.of(System.getProperty("entasis.test.s3proxy", "target/s3proxy/s3proxy.jar"));
    try (S3Server server = S3Server.start(jar, folder.resolve("s3"))) {
      String bucket = server.bucket("months");

      String out = printed(() -> PartitionUpkeep.main(new String[] {
        folder.toString(),
        server.endpoint().toString(),
        bucket,
        server.accessKey(),
        server.secretKey()
      }));

      assertThat(out)
          .contains("ticks stored")
          .contains("market_data_y2024m06 is back from file:/")
          .contains("market_data_y2025m06 is back from s3://months/");
    }
    assertShowsColours(folder.resolve("months.png"), 2);
  }

  private static void assertShowsColours(Path file, int atLeast) throws Exception {
    BufferedImage image = Objects.requireNonNull(ImageIO.read(file.toFile()), "not an image");
    assertThat(image.getWidth()).isBetween(1_000, 4_000);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(Arrays.stream(pixels).filter(JobsTest::isColourful).distinct().count())
        .isGreaterThanOrEqualTo(atLeast);
    assertThat(Arrays.stream(pixels).filter(JobsTest::isColourful).count()).isGreaterThan(500);
  }

  /** Neither white nor black nor a grey. */
  private static boolean isColourful(int pixel) {
    int red = (pixel >> 16) & 0xFF;
    int green = (pixel >> 8) & 0xFF;
    int blue = pixel & 0xFF;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > 60;
  }

  private static String printed(Job job) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      job.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** A program. */
  private interface Job {

    void run() throws Exception;
  }
}

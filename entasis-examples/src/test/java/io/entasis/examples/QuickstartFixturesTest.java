package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start without arguments, but for the folder of its results. */
class QuickstartFixturesTest {

  @TempDir
  Path folder;

  @Test
  void loadsItsFixturesIntoAServerOfItsOwn() throws IOException {
    Run run = Run.of("--out", folder);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("embedded PostgreSQL", "thrown away")
        .contains("market_data_y2024m01, market_data_y2024m02 made");
    assertThat(Files.readAllLines(folder.resolve("bars.csv")))
        .isEqualTo(ExpectedBars.csv(fixtures(), Duration.ofHours(1)));
    for (String symbol : List.of("BTC-USDT", "PEPE-USDT", "IBM")) {
      Pictures.assertShowsCandles(folder.resolve(symbol + ".png"));
    }
  }

  private static List<Tick> fixtures() {
    List<Tick> ticks = new ArrayList<>();
    new FixtureTicks().open().forEachRemaining(ticks::add);
    return ticks;
  }
}

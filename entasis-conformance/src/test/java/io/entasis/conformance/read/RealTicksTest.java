package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades of a real market, where the environment variable ENTASIS_DATA names a folder that holds some. */
@EntasisTest
class RealTicksTest {

  @Test
  void theyComeBackInTheOrderOfTheirFile(Entasis entasis) throws IOException {
    for (Path file : RealTicks.files()) {
      List<Tick> ticks = RealTicks.read(file);
      String symbol = ticks.get(0).symbol();

      IngestReport report = entasis.ticks().saveAll(ticks);

      List<Tick> ordered = new ArrayList<>(ticks);
      ordered.sort(Comparator.comparing(Tick::timestamp));
      assertThat(report.accepted()).isEqualTo(ticks.size());
      assertThat(entasis.ticks().of(symbol).count()).isEqualTo(ticks.size());
      assertThat(entasis.ticks().of(symbol).list().equals(ordered))
          .as("%s in order", file)
          .isTrue();
      assertThat(TickQueryTest.ticksOf(entasis.ticks().of(symbol).columns()).equals(ordered))
          .as("%s as columns", file)
          .isTrue();
      assertThat(entasis.ticks().of(symbol).findLatest()).contains(ordered.get(ordered.size() - 1));
      assertThat(entasis.ticks().of(symbol).findFirst()).contains(ordered.get(0));
      for (BarSize size : List.of(BarSize.ofHours(1), BarSize.ofDays(1))) {
        assertThat(entasis.bars().of(symbol, size).list())
            .as("%s of %s", size, file)
            .isEqualTo(BarModel.of(size).bars(ticks));
      }
    }
  }
}

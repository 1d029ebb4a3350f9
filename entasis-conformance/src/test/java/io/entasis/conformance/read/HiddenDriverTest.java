package io.entasis.conformance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reading works over connections of the app that hide the driver. */
@EntasisTest
class HiddenDriverTest {

  @Test
  void recordsAndBarsAreTheSame(Entasis plain, TestDatabase database) {
    List<Tick> arrived = Sample.random(new Random(5), 300);
    Sample.store(plain, arrived);
    try (Entasis entasis = hidden(database)) {
      for (int seed = 0; seed < 10; seed++) {
        Question question = Question.random(new Random(seed), arrived);
        TickQuery query = question.to(entasis.ticks());
        List<Tick> expected = question.answer(arrived);
        assertThat(query.list()).as("seed %s", seed).isEqualTo(expected);
        try (Stream<Tick> stream = query.stream()) {
          assertThat(stream.toList()).as("seed %s", seed).isEqualTo(expected);
        }
        List<Tick> each = new ArrayList<>();
        query.forEach(each::add);
        assertThat(each).as("seed %s", seed).isEqualTo(expected);
        assertThat(query.count()).as("seed %s", seed).isEqualTo(expected.size());
      }
      assertThat(entasis.bars().of("IBM", BarSize.ofDays(1)).list())
          .isEqualTo(plain.bars().of("IBM", BarSize.ofDays(1)).list());
      assertThat(entasis.bars().of("IBM", BarSize.ofMonth()).list())
          .isEqualTo(plain.bars().of("IBM", BarSize.ofMonth()).list());
    }
  }

  @Test
  void columnsAreTheSame(Entasis plain, TestDatabase database) {
    List<Tick> arrived = Sample.random(new Random(6), 300);
    Sample.store(plain, arrived);
    try (Entasis entasis = hidden(database)) {
      assertThat(TickQueryTest.ticksOf(entasis.ticks().all().columns()))
          .isEqualTo(entasis.ticks().all().list());
    }
  }

  @Test
  void aStreamCanBeLeftEarly(Entasis plain, TestDatabase database) {
    Sample.store(plain, Sample.random(new Random(7), 2_500));
    try (Entasis entasis = hidden(database)) {
      try (Stream<Tick> stream = entasis.ticks().all().stream()) {
        Iterator<Tick> rows = stream.iterator();
        rows.next();
        database.execute("delete from market_data");
        int left = 0;
        while (rows.hasNext()) {
          rows.next();
          left++;
        }
        assertThat(left).isEqualTo(2_499);
      }
      try (Stream<Tick> stream = entasis.ticks().all().stream()) {
        assertThat(stream.limit(3)).isEmpty();
      }
    }
    database.assertNoOpenConnections();
  }

  private static Entasis hidden(TestDatabase database) {
    return Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(new Hidden(database.dataSource()).dataSource())
        .open();
  }
}

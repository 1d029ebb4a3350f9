package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.conformance.Beside;
import io.entasis.error.RetryableException;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadProgress;
import io.entasis.partition.LoadStep;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process that loads is killed at a step; the next load finds nothing in its way and nothing left behind. */
@EntasisTest
class LoadCrashTest {

  private static final int ROWS = 6_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource(value = LoadStep.class, mode = EnumSource.Mode.EXCLUDE, names = "FETCH")
  void theNextLoadCleansUpAndSucceeds(LoadStep step, Entasis entasis, TestDatabase database)
      throws Exception {
    kill(step, database);

    assertThat(entasis.ticks().all().count()).isZero();
    assertThat(entasis.bars().of(FilledMonth.SYMBOLS, BarSize.ofDays(1)).list()).isEmpty();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(RetryableException.class)
        .until(() -> load(entasis) == ROWS);

    assertThat(entasis.ticks().all().list())
        .isEqualTo(FilledMonth.ordered(FilledMonth.random(40, ROWS)));
    entasis.rollups().refresh();
    assertThat(entasis.rollups().verify(FilledMonth.RANGE)).isEmpty();
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
    assertThat(database.query("select count(*) from partition_loading")).containsExactly("0");
    assertThat(
            database.query(
                "select relname from pg_class where relname like 'market_data_y2024m02%' and relkind = 'r'"))
        .containsExactly(FilledMonth.PARTITION);
  }

  @Test
  void whatIsLeftCanBeRemovedAlone(Entasis entasis, TestDatabase database) throws Exception {
    kill(LoadStep.DERIVE, database);
    assertThat(FilledMonth.traces(database)).isNotEmpty();

    await().atMost(PATIENCE).untilAsserted(() -> {
      entasis.partitions().removeAbandoned();
      assertThat(FilledMonth.traces(database)).isEmpty();
    });
    entasis.rollups().refresh();
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
  }

  private static long load(Entasis entasis) {
    return entasis
        .partitions()
        .backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(40, ROWS))
        .rows()
        .accepted();
  }

  private static void kill(LoadStep step, TestDatabase database)
      throws IOException, InterruptedException {
    Process child = Beside.limited(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.jdbcUrl(),
            database.user(),
            database.password(),
            step.name())
        .redirectErrorStream(true)
        .start());
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.equals("at " + step)) {
        line = said.readLine();
      }
      assertThat(line).describedAs("the child came to %s", step).isNotNull();
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Runs in a process of its own: loads, and stands still at the step. */
  static final class Child {

    private Child() {}

    public static void main(String... args) {
      List<String> given = List.of(args);
      LoadStep step = LoadStep.valueOf(given.get(3));
      try (Entasis entasis = Entasis.builder()
          .url(given.get(0))
          .user(given.get(1))
          .password(given.get(2))
          .rollupRefresh(Duration.ZERO)
          .open()) {
        LoadOptions options =
            LoadOptions.defaults().monitor(progress -> standStill(progress, step));
        entasis
            .partitions()
            .backfill(
                Tick.TABLE,
                FilledMonth.MONTH,
                FilledMonth.random(40, ROWS).iterator(),
                BackfillOptions.defaults().loading(options));
      }
    }

    /** Of copying, when some rows are on their way. */
    private static void standStill(LoadProgress progress, LoadStep step) {
      if (progress.step() == step && (step != LoadStep.COPY || progress.rows() > 0)) {
        System.out.println("at " + step);
        LockSupport.parkNanos(Duration.ofMinutes(2).toNanos());
      }
    }
  }
}

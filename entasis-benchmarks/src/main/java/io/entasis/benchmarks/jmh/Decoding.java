package io.entasis.benchmarks.jmh;

import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.market.Micros;
import io.entasis.market.ScaledDecimal;
import io.entasis.tick.Tick;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Bytes into ticks, per tick. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Decoding {

  private ReplayedCopy copy = ReplayedCopy.of(List.of());

  /** Makes the bytes. */
  @Setup
  public void prepare() {
    copy = ReplayedCopy.of(SampleTicks.list());
  }

  /** Into records. */
  @Benchmark
  @OperationsPerInvocation(SampleTicks.COUNT)
  public void records(Blackhole hole) throws SQLException {
    TextDictionary names = new TextDictionary();
    try (CopyRows rows = copy.open()) {
      while (rows.next()) {
        hole.consume(new Tick(
            names.text(rows.code(names)),
            names.text(rows.code(names)),
            Micros.toInstant(rows.micros()),
            rows.decimal(),
            rows.decimal()));
      }
    }
  }

  /** Into primitive values. */
  @Benchmark
  @OperationsPerInvocation(SampleTicks.COUNT)
  public long primitives() throws SQLException {
    TextDictionary symbols = new TextDictionary();
    TextDictionary exchanges = new TextDictionary();
    long sum = 0;
    try (CopyRows rows = copy.open()) {
      while (rows.next()) {
        sum += rows.code(symbols) + rows.code(exchanges) + rows.micros();
        sum += rows.scaled(ScaledDecimal.SCALE) + rows.scaled(ScaledDecimal.SCALE);
      }
    }
    return sum;
  }
}

package io.entasis.benchmarks.jmh;

import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.tick.Tick;
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

/** Ticks into bytes, per tick. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Encoding {

  private static final int FIELDS = 5;

  private final TickEncoder encoder = new TickEncoder();
  private final CopyBuffer buffer = new CopyBuffer(SampleTicks.COUNT * 128);
  private List<Tick> ticks = List.of();

  /** Makes the ticks. */
  @Setup
  public void prepare() {
    ticks = SampleTicks.list();
  }

  /** Whole rows. */
  @Benchmark
  @OperationsPerInvocation(SampleTicks.COUNT)
  public int rows() {
    buffer.clear();
    for (Tick tick : ticks) {
      buffer.row(FIELDS);
      encoder.encode(tick, buffer);
    }
    return buffer.size();
  }

  /** Only the prices. */
  @Benchmark
  @OperationsPerInvocation(SampleTicks.COUNT)
  public int numerics() {
    buffer.clear();
    for (Tick tick : ticks) {
      buffer.numeric(tick.price());
    }
    return buffer.size();
  }

  /** Only the symbols. */
  @Benchmark
  @OperationsPerInvocation(SampleTicks.COUNT)
  public int texts() {
    buffer.clear();
    for (Tick tick : ticks) {
      buffer.text(tick.symbol());
    }
    return buffer.size();
  }
}

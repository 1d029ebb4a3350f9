package io.entasis.benchmarks.setup;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine that figures were taken on; without it they mean little. */
public final class Machine {

  private static final double GIB = 1 << 30;

  private Machine() {}

  /** One line. */
  public static String description() {
    return String.format(
        Locale.ROOT,
        "%d cores, %.0f GiB, load %.1f; %s %s, JDK %s, heap up to %.1f GiB",
        Runtime.getRuntime().availableProcessors(),
        memory() / GIB,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        Runtime.getRuntime().maxMemory() / GIB);
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}

package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/** Writes the bars and the charts of a run into a folder, and keeps what is shown of them. */
final class Results {

  private final Path folder;
  private final BarSize size;
  private final List<Path> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final BarTable table = new BarTable();
  private long bars;

  Results(Path folder, BarSize size) {
    this.folder = folder;
    this.size = size;
  }

  /** Asks for the bars of the symbols and times, and writes them. */
  void write(Entasis entasis, Coverage coverage) throws IOException {
    Path file = folder.resolve("bars.csv");
    files.add(file);
    try (BarsCsv csv = new BarsCsv(file)) {
      for (String symbol : coverage.symbols()) {
        SymbolBars shown = new SymbolBars(symbol);
        entasis.bars().of(symbol, size).during(coverage.days()).forEach(bar -> {
          csv.write(bar);
          shown.add(bar);
        });
        show(shown);
      }
    }
  }

  /** The bars for the eye. */
  BarTable table() {
    return table;
  }

  /** Number of bars in the file. */
  long bars() {
    return bars;
  }

  /** The files, the bars first. */
  List<Path> files() {
    return files;
  }

  private void show(SymbolBars shown) throws IOException {
    if (shown.count() == 0) {
      return;
    }
    bars += shown.count();
    table.add(shown);
    Path chart = folder.resolve(fileName(shown.symbol()) + ".png");
    try (OutputStream out = Files.newOutputStream(chart)) {
      ImageIO.write(CandleChart.of(shown, size), "png", out);
    }
    files.add(chart);
  }

  /** Symbols may hold what file names cannot, and file names may not tell upper from lower case. */
  private String fileName(String symbol) {
    String plain = symbol.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
    String name = plain;
    for (int number = 2; !names.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = plain + "-" + number;
    }
    return name;
  }
}

package io.entasis.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the CSV files that a path stands for. */
final class TickFiles {

  private TickFiles() {}

  /** The file itself, or all {@code .csv} and {@code .csv.gz} files of the folder by name. */
  static List<TickSource> at(Path path) throws FailedException, IOException {
    List<TickSource> sources = new ArrayList<>();
    for (Path file : files(path)) {
      sources.add(CsvTicks.inspect(file));
    }
    if (sources.stream().mapToLong(TickSource::rows).sum() == 0) {
      throw new FailedException(path + " holds no ticks: there is nothing after the header");
    }
    return sources;
  }

  private static List<Path> files(Path path) throws FailedException, IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries.filter(TickFiles::isCsv).filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw new FailedException(path + " holds no *.csv or *.csv.gz file");
      }
      return files;
    }
  }

  private static boolean isCsv(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }
}

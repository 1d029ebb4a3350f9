package io.entasis.examples;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the sources.
 *
 * @param sources each with what became of it
 * @param coverage symbols and times of the ticks
 */
record LoadResult(List<SourceResult> sources, Coverage coverage) {

  long stored() {
    return sources.stream().mapToLong(source -> source.report().accepted()).sum();
  }

  long storedBefore() {
    return sources.stream().mapToLong(source -> source.report().duplicate()).sum();
  }

  long leftOut() {
    return sources.stream().mapToLong(SourceResult::leftOut).sum();
  }

  List<String> partitions() {
    List<String> partitions = new ArrayList<>();
    sources.forEach(source -> partitions.addAll(source.report().partitionsCreated()));
    return partitions;
  }
}

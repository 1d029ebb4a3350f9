package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Psql;
import java.nio.file.Path;

/** {@code \copy} of a ready binary file through the parent table: as fast as the server takes rows from anybody. */
record PsqlCopy(Psql psql, Path file) implements Way<Long> {

  @Override
  public Long run() throws Exception {
    return psql.copy("\\copy " + Columns.INTO + " from '" + file + "' with (format binary)");
  }
}

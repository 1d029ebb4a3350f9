package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import io.entasis.benchmarks.setup.Psql;

/** {@code \copy} to nowhere: as fast as the server hands rows to anybody. */
record PsqlDiscards(Psql psql, String symbol) implements Way<Checksum> {

  @Override
  public Checksum run() throws Exception {
    return Checksum.ofUnseen(
        psql.copy("\\copy (" + SymbolSql.of(symbol) + ") to '/dev/null' with (format binary)"));
  }
}

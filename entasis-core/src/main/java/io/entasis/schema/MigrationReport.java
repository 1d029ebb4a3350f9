package io.entasis.schema;

import java.util.List;

/**
 * What a migration did.
 *
 * @param schema the schema the tables live in
 * @param applied versions that were applied by this call, in order; empty when there was nothing to do
 */
public record MigrationReport(String schema, List<String> applied) {

  /** Copies the list. */
  public MigrationReport {
    applied = List.copyOf(applied);
  }
}

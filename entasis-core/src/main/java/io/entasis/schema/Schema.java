package io.entasis.schema;

/** The tables that Entasis works with. Safe for use by several threads and processes at once. */
public interface Schema {

  /**
   * Creates the tables or brings them up to date. Does nothing when they are. Several processes may call it at the same time:
   * one migrates, the others wait. It uses a history table of its own, {@code entasis_schema_history}, and so stays out of the
   * way of an app's own migrations. A schema that the builder names is created when it is missing.
   *
   * @throws io.entasis.error.SchemaException when the database was migrated by a newer version, or tables with these names were
   *     made by something else
   */
  MigrationReport migrate();

  /**
   * Checks that the tables are those of this version.
   *
   * @throws io.entasis.error.SchemaException when they are missing, behind, ahead or not ours; the message says what to do
   */
  void validate();
}

package io.entasis.internal.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statement triggers of the schema that a table and each of its partitions have to carry, since they fire for the table that a
 * statement names. Others are not asked for: they belong to somebody else.
 */
public final class WatchTriggers {

  /** What is watched for besides the log of changes. */
  private static final Map<String, List<String>> OWN = Map.of(
      "market_data", List.of("rollup_insert", "rollup_update", "rollup_delete", "rollup_truncate"),
      "option_data", List.of("contracts_insert", "contracts_update"));

  private static final List<String> LOGGED =
      List.of("changes_insert", "changes_update", "changes_delete", "changes_truncate");

  /** Whether the table of the row {@code c} of pg_class carries all that {@code :watch} names, none of them switched off, in SQL. */
  public static final String ARE_ON = """
      not exists (
          select from unnest(:watch::text[]) watch(name)
          where not exists (
            select from pg_trigger own
            where own.tgrelid = c.oid and own.tgname = watch.name and own.tgenabled in ('O', 'A')))""";

  private WatchTriggers() {}

  /** Their names. */
  public static String[] of(String table) {
    List<String> names = new ArrayList<>();
    OWN.getOrDefault(table, List.of()).forEach(name -> names.add(table + "_" + name));
    LOGGED.forEach(name -> names.add(table + "_" + name));
    return names.toArray(String[]::new);
  }
}

package io.entasis.benchmarks.cache;

import io.entasis.testkit.TestDatabase;
import java.util.List;

/**
 * The statement triggers of a table and its partitions, in families that begin alike, as market_data_changes_insert does.
 *
 * @param database the database
 * @param table the table
 */
record Triggers(TestDatabase database, String table) {

  /** What the triggers of each family begin with, without the table. */
  List<String> families() {
    return database.query("select distinct substring(tgname from '^" + table
        + "_(.+)_(insert|update|delete|truncate)$') from pg_trigger where tgrelid = '" + table
        + "'::regclass and not tgisinternal order by 1");
  }

  /** Lets exactly these families fire. */
  void only(List<String> firing) {
    for (String family : families()) {
      String mode = firing.contains(family) ? "enable" : "disable";
      database.execute("do $$ declare t record; begin for t in"
          + " select tgrelid::regclass as relation, tgname from pg_trigger"
          + " where tgrelid in (select relid from pg_partition_tree('" + table + "'))"
          + " and tgname like '" + table + "_" + family + "_%'"
          + " loop execute format('alter table %s " + mode
          + " trigger %I', t.relation, t.tgname); end loop; end $$");
    }
  }
}

package io.entasis.conformance.partition;

import io.entasis.testkit.TestDatabase;
import java.util.List;

/** What the catalogue of the server says of a partition. */
final class Shapes {

  private static final String QUESTION = """
      select 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' '
             || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = '%1$s'::regclass and a.attnum > 0
      union all select 'index ' || pg_get_indexdef(indexrelid) || ' of '
             || (select inhparent::regclass from pg_inherits where inhrelid = indexrelid)
      from pg_index where indrelid = '%1$s'::regclass
      union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where conrelid = '%1$s'::regclass
      union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where tgrelid = '%1$s'::regclass
      union all select 'bound ' || pg_get_expr(relpartbound, oid) from pg_class where oid = '%1$s'::regclass
      order by 1""";

  private Shapes() {}

  /** Columns, indexes, constraints, triggers and bounds, line by line. */
  static List<String> of(TestDatabase database, String partition) {
    return database.query(QUESTION.formatted(partition));
  }
}

package io.entasis.internal.read;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unnest;

import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.WithStep;
import org.jooq.impl.DSL;

/**
 * The different values of an indexed column as the start of a statement: either those that are asked for, or those that a loose
 * index scan finds, at a cost that follows their number and not the number of rows.
 */
public final class NamesPresent {

  private static final String NAMES = "names";

  /** One of the names. */
  public static final Field<String> NAME = field(name(NAMES, "name"), String.class);

  /** The names, as a table of the statement. */
  public static final Table<?> TABLE = table(name(NAMES));

  private NamesPresent() {}

  /**
   * A statement that knows the names of the selection, or where it holds all, those of rows that meet the conditions. Names whose rows do
   * not meet them are read through.
   */
  public static WithStep with(
      DSLContext dsl,
      TableField<?, String> column,
      Selection selection,
      List<Condition> conditions) {
    return selection.isAll()
        ? dsl.withRecursive(looseScan(column, conditions))
        : dsl.withRecursive(name(NAMES)
            .fields("name")
            .as(select(field(name("given"), String.class))
                .from(unnest(selection.names().toArray(String[]::new)).as("given", "given"))));
  }

  private static CommonTableExpression<Record1<String>> looseScan(
      TableField<?, String> column, List<Condition> conditions) {
    Table<?> from = column.getTable();
    Field<String> previous = field(name("previous", "name"), String.class);
    return name(NAMES)
        .fields("name")
        .as(select(field(name("first", column.getName()), String.class))
            .from(select(column)
                .from(from)
                .where(conditions)
                .orderBy(column)
                .limit(DSL.inline(1))
                .asTable("first"))
            .unionAll(select(field(name("next", column.getName()), String.class))
                .from(table(name(NAMES)).as("previous"))
                .crossJoin(DSL.lateral(select(column)
                        .from(from)
                        .where(column.gt(previous))
                        .and(DSL.and(conditions))
                        .orderBy(column)
                        .limit(DSL.inline(1)))
                    .asTable("next"))));
  }
}

package io.entasis.internal.partition;

import io.entasis.partition.ColumnType;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.util.Arrays;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The columns of a table, all of them and in its order, as the archive knows them. */
public final class TableLayout {

  private TableLayout() {}

  /** Of that table. */
  public static RowLayout of(Table<?> table) {
    return new RowLayout(Arrays.stream(table.fields()).map(TableLayout::column).toList());
  }

  private static RowColumn column(Field<?> field) {
    return new RowColumn(
        field.getName(), type(field.getDataType()), field.getDataType().nullable());
  }

  private static ColumnType type(DataType<?> type) {
    DataType<?> plain = type.getSQLDataType();
    if (plain == SQLDataType.BIGINT) {
      return ColumnType.bigint();
    }
    if (plain == SQLDataType.VARCHAR) {
      return ColumnType.text();
    }
    if (plain == SQLDataType.INSTANT || plain == SQLDataType.TIMESTAMPWITHTIMEZONE) {
      return ColumnType.timestamptz();
    }
    if (plain == SQLDataType.NUMERIC || plain == SQLDataType.DECIMAL) {
      return ColumnType.decimal(type.precision(), type.scale());
    }
    throw new IllegalArgumentException("no archive holds values of the type " + type);
  }
}

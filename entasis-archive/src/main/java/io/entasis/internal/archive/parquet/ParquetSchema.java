package io.entasis.internal.archive.parquet;

import io.entasis.partition.ColumnType;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a layout as Parquet knows them, and back. */
final class ParquetSchema {

  /** Decimals of up to so many digits are stored as longs, which Parquet packs best. */
  private static final int LONG_DIGITS = 18;

  private static final LogicalTypeAnnotation INSTANT =
      LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);

  private ParquetSchema() {}

  /** The schema of a file that holds rows of the table. */
  static MessageType of(String table, RowLayout layout) {
    return new MessageType(
        table, layout.columns().stream().map(ParquetSchema::field).toList());
  }

  /** The layout of which {@link #of} makes this schema, or nothing when there is none. */
  static Optional<RowLayout> layout(MessageType schema) {
    List<RowColumn> columns = schema.getFields().stream()
        .filter(Type::isPrimitive)
        .flatMap(field -> column(field.asPrimitiveType()).stream())
        .toList();
    return columns.isEmpty() || columns.size() != schema.getFieldCount()
        ? Optional.empty()
        : Optional.of(new RowLayout(columns))
            .filter(layout -> of(schema.getName(), layout).equals(schema));
  }

  /** Whether decimals of the type are stored as longs. */
  static boolean isLong(ColumnType decimal) {
    return decimal.precision() <= LONG_DIGITS;
  }

  /** Bytes that hold every decimal of the type in two's complement. */
  static int bytes(ColumnType decimal) {
    return BigInteger.TEN.pow(decimal.precision()).bitLength() / Byte.SIZE + 1;
  }

  private static Type field(RowColumn column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case TIMESTAMPTZ ->
        Types.primitive(PrimitiveTypeName.INT64, repetition).as(INSTANT).named(column.name());
      case TEXT ->
        Types.primitive(PrimitiveTypeName.BINARY, repetition)
            .as(LogicalTypeAnnotation.stringType())
            .named(column.name());
      case DECIMAL -> decimal(type, repetition).named(column.name());
    };
  }

  private static Types.PrimitiveBuilder<PrimitiveType> decimal(
      ColumnType type, Type.Repetition repetition) {
    LogicalTypeAnnotation digits =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    return isLong(type)
        ? Types.primitive(PrimitiveTypeName.INT64, repetition).as(digits)
        : Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
            .length(bytes(type))
            .as(digits);
  }

  private static Optional<RowColumn> column(PrimitiveType field) {
    return type(field)
        .map(type -> new RowColumn(
            field.getName(), type, field.isRepetition(Type.Repetition.OPTIONAL)));
  }

  private static Optional<ColumnType> type(PrimitiveType field) {
    LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation digits) {
      return ColumnType.parse("decimal(" + digits.getPrecision() + "," + digits.getScale() + ")");
    }
    if (LogicalTypeAnnotation.stringType().equals(meaning)) {
      return Optional.of(ColumnType.text());
    }
    if (INSTANT.equals(meaning)) {
      return Optional.of(ColumnType.timestamptz());
    }
    return meaning == null && field.getPrimitiveTypeName() == PrimitiveTypeName.INT64
        ? Optional.of(ColumnType.bigint())
        : Optional.empty();
  }
}

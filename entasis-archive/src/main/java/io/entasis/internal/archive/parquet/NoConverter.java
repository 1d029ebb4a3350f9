package io.entasis.internal.archive.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where the column readers want to push values that we pull. */
final class NoConverter extends GroupConverter {

  private static final PrimitiveConverter COLUMN = new PrimitiveConverter() {};

  @Override
  public Converter getConverter(int fieldIndex) {
    return COLUMN;
  }

  @Override
  public void start() {
    // Nothing is pushed.
  }

  @Override
  public void end() {
    // Nothing is pushed.
  }
}

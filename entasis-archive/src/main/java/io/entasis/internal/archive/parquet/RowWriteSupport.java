package io.entasis.internal.archive.parquet;

import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Takes rows apart for the Parquet writer. */
final class RowWriteSupport extends WriteSupport<RowBuffer> {

  private final MessageType schema;
  private final Map<String, String> labels;
  private final Supplier<Map<String, String>> labelsAtEnd;
  private final List<ColumnWriter> columns;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(
      MessageType schema,
      RowLayout layout,
      Map<String, String> labels,
      Supplier<Map<String, String>> labelsAtEnd) {
    this.schema = schema;
    this.labels = labels;
    this.labelsAtEnd = labelsAtEnd;
    this.columns = IntStream.range(0, layout.size())
        .mapToObj(number -> ColumnWriter.of(number, layout.column(number)))
        .toList();
  }

  @Override
  @SuppressWarnings("deprecation") // it is abstract all the same
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(RowBuffer row) {
    RecordConsumer to = consumer;
    if (to == null) {
      throw new IllegalStateException("the writer is not ready");
    }
    to.startMessage();
    for (ColumnWriter column : columns) {
      column.write(row, to);
    }
    to.endMessage();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(labelsAtEnd.get());
  }

  private WriteContext context() {
    return new WriteContext(schema, labels);
  }
}

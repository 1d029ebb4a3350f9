package io.entasis.internal.archive.parquet;

import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Writes rows to a file in Parquet and adds up their digest. Not thread-safe. */
public final class ParquetRowWriter implements AutoCloseable {

  private static final int LEVEL = 3;
  private static final long ROW_GROUP_BYTES = 16L << 20;
  private static final int ROW_GROUP_ROWS = 1_000_000;

  private final ContentHasher hasher = new ContentHasher();
  private final ZstdCodecs codecs = new ZstdCodecs(LEVEL);
  private final ParquetWriter<RowBuffer> writer;

  private ParquetRowWriter(Path file, ArchiveRequest request, RowLayout layout)
      throws IOException {
    String table = request.partition().table();
    WriteSupport<RowBuffer> support = new RowWriteSupport(
        ParquetSchema.of(table, layout),
        layout,
        FileLabels.of(request),
        () -> FileLabels.of(hasher.digest()));
    Builder builder = new Builder(new LocalOutputFile(file), support)
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(codecs)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriterVersion(WriterVersion.PARQUET_2_0)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withRowGroupRowCountLimit(ROW_GROUP_ROWS);
    layout.columns().stream()
        .filter(ParquetRowWriter::isPackedByDifference)
        .forEach(column -> builder.withDictionaryEncoding(column.name(), false));
    this.writer = builder.build();
  }

  /** Starts the file, which must not exist. */
  public static ParquetRowWriter open(Path file, ArchiveRequest request, RowLayout layout)
      throws IOException {
    return new ParquetRowWriter(file, request, layout);
  }

  /** Writes a row. */
  public void write(RowBuffer row) throws IOException {
    row.checkComplete();
    hasher.add(row);
    writer.write(row);
  }

  /** Bytes of the rows so far, as far as they are encoded. */
  public long bytes() {
    return writer.getDataSize();
  }

  /** The digest of the rows so far. */
  public ContentDigest digest() {
    return hasher.digest();
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      codecs.release();
    }
  }

  /** Sorted instants and ids differ little from one to the next, and a dictionary of them is large. */
  private static boolean isPackedByDifference(RowColumn column) {
    return column.type().kind() == ColumnType.Kind.TIMESTAMPTZ
        || column.type().kind() == ColumnType.Kind.BIGINT;
  }

  private static final class Builder extends ParquetWriter.Builder<RowBuffer, Builder> {

    private final WriteSupport<RowBuffer> support;

    Builder(OutputFile file, WriteSupport<RowBuffer> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // it is abstract all the same
    protected WriteSupport<RowBuffer> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<RowBuffer> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}

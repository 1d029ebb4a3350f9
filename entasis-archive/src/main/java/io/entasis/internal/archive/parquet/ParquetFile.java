package io.entasis.internal.archive.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.entasis.partition.RowLayout;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@link ParquetRowWriter} wrote, opened for reading. What cannot be understood is an {@link IOException}, and
 * what cannot be read an {@link UnreadableFileException}.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet, file format</a>
 */
public final class ParquetFile implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;
  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  private final FileChannel channel;
  private final ParquetMetadata footer;
  private final RowLayout layout;
  private final FileLabels labels;

  private ParquetFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.footer = readFooter();
    this.layout = ParquetSchema.layout(schema())
        .orElseThrow(() -> new IOException("its columns are of types that are never written"));
    this.labels = FileLabels.parse(footer.getFileMetaData().getKeyValueMetaData())
        .orElseThrow(() -> new IOException("it does not say which partition it holds"));
    checkRows();
  }

  private void checkRows() throws IOException {
    long rows = 0;
    for (BlockMetaData group : rowGroups()) {
      if (group.getRowCount() <= 0) {
        throw new IOException("a row group has no rows");
      }
      rows += group.getRowCount();
    }
    if (rows != labels.content().rows()) {
      throw new IOException(
          "its row groups have " + rows + " rows and not " + labels.content().rows());
    }
  }

  /** Opens the file and reads its footer. */
  public static ParquetFile open(Path file) throws IOException {
    FileChannel channel = channel(file);
    try {
      return new ParquetFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e instanceof IOException broken ? broken : new IOException("its footer is broken", e);
    }
  }

  /** The columns. */
  public RowLayout layout() {
    return layout;
  }

  /** What it says of itself. */
  public FileLabels labels() {
    return labels;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  MessageType schema() {
    return footer.getFileMetaData().getSchema();
  }

  /** The program that wrote it, as Parquet has it. */
  String createdBy() {
    return footer.getFileMetaData().getCreatedBy();
  }

  List<BlockMetaData> rowGroups() {
    return footer.getBlocks();
  }

  /** The part of a row group that holds a column. */
  static ColumnChunkMetaData chunk(BlockMetaData group, ColumnPath column) throws IOException {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().equals(column)) {
        return chunk;
      }
    }
    throw new IOException("a row group lacks a column");
  }

  /** Where the pages of a chunk are. */
  OffsetIndex offsetIndex(ColumnChunkMetaData chunk) throws IOException {
    @Nullable IndexReference place = chunk.getOffsetIndexReference();
    if (place == null) {
      throw new IOException("there is no index of its pages");
    }
    return ParquetMetadataConverter.fromParquetOffsetIndex(
        Util.readOffsetIndex(new ByteArrayInputStream(read(place.getOffset(), place.getLength()))));
  }

  /** The smallest and largest values of the pages of a chunk, or null when they are not known. */
  @Nullable
  ColumnIndex columnIndex(ColumnChunkMetaData chunk) throws IOException {
    @Nullable IndexReference place = chunk.getColumnIndexReference();
    return place == null
        ? null
        : ParquetMetadataConverter.fromParquetColumnIndex(
            chunk.getPrimitiveType(),
            Util.readColumnIndex(
                new ByteArrayInputStream(read(place.getOffset(), place.getLength()))));
  }

  byte[] read(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset + length > size()) {
      throw new EOFException("it ends before a part that it should have");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (fill(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("it became shorter while it was read");
      }
    }
    return bytes.array();
  }

  private static FileChannel channel(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new UnreadableFileException(e);
    }
  }

  private long size() throws IOException {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UnreadableFileException(e);
    }
  }

  private int fill(ByteBuffer bytes, long position) throws IOException {
    try {
      return channel.read(bytes, position);
    } catch (IOException e) {
      throw new UnreadableFileException(e);
    }
  }

  /** The bytes of a page as they were before they were compressed. */
  static byte[] decompress(byte[] bytes, int from, int length, int size) throws IOException {
    byte[] plain = new byte[size];
    try {
      if (size > 0 && Zstd.decompressByteArray(plain, 0, size, bytes, from, length) != size) {
        throw new IOException("a page is shorter than it should be");
      }
    } catch (ZstdException e) {
      throw new IOException("a page cannot be decompressed", e);
    }
    return plain;
  }

  private ParquetMetadata readFooter() throws IOException {
    long size = size();
    ByteBuffer tail = ByteBuffer.wrap(read(size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    byte[] magic = new byte[MAGIC.length];
    tail.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("it does not end as Parquet does");
    }
    return CONVERTER.readParquetMetadata(
        new ByteArrayInputStream(read(size - TAIL - length, length)),
        ParquetMetadataConverter.NO_FILTER);
  }
}

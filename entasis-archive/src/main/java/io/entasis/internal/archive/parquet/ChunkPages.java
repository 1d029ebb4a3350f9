package io.entasis.internal.archive.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;

/** The pages of one column within a row group that hold wanted rows, read one at a time. Not thread-safe. */
final class ChunkPages implements PageReader {

  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  private final ParquetFile file;
  private final ColumnChunkMetaData chunk;
  private final OffsetIndex places;
  private final long rowsInGroup;
  private final RowRanges wanted;
  private int next;

  ChunkPages(ParquetFile file, ColumnChunkMetaData chunk, long rowsInGroup, RowRanges wanted)
      throws IOException {
    this.file = file;
    this.chunk = chunk;
    this.places = file.offsetIndex(chunk);
    this.rowsInGroup = rowsInGroup;
    this.wanted = wanted;
    checkOrder();
  }

  private void checkOrder() throws IOException {
    long before = -1;
    for (int page = 0; page < places.getPageCount(); page++) {
      long first = places.getFirstRowIndex(page);
      if ((page == 0 && first != 0) || first <= before || first >= rowsInGroup) {
        throw new IOException("the index of its pages is out of order");
      }
      before = first;
    }
  }

  @Override
  public long getTotalValueCount() {
    long values = 0;
    for (int page = 0; page < places.getPageCount(); page++) {
      if (isWanted(page)) {
        values += places.getLastRowIndex(page, rowsInGroup) - places.getFirstRowIndex(page) + 1;
      }
    }
    return values;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    if (!chunk.hasDictionaryPage()) {
      return null;
    }
    long start = chunk.getDictionaryPageOffset();
    try {
      Page page = page(start, Math.toIntExact(places.getOffset(0) - start));
      DictionaryPageHeader header = page.header().getDictionary_page_header();
      return new DictionaryPage(
          BytesInput.from(page.plain(0)),
          header.getNum_values(),
          CONVERTER.getEncoding(header.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    while (next < places.getPageCount() && !isWanted(next)) {
      next++;
    }
    if (next >= places.getPageCount()) {
      return null;
    }
    int number = next++;
    try {
      return dataPage(
          page(places.getOffset(number), places.getCompressedPageSize(number)),
          places.getFirstRowIndex(number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage dataPage(Page page, long firstRow) throws IOException {
    DataPageHeaderV2 header = page.header().getData_page_header_v2();
    int repetition = header.getRepetition_levels_byte_length();
    int definition = header.getDefinition_levels_byte_length();
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        firstRow,
        BytesInput.from(page.bytes(), page.start(), repetition),
        BytesInput.from(page.bytes(), page.start() + repetition, definition),
        CONVERTER.getEncoding(header.getEncoding()),
        BytesInput.from(page.plain(repetition + definition)),
        Statistics.createStats(chunk.getPrimitiveType()));
  }

  private boolean isWanted(int page) {
    return wanted.isOverlapping(
        places.getFirstRowIndex(page), places.getLastRowIndex(page, rowsInGroup));
  }

  private Page page(long offset, int length) throws IOException {
    byte[] bytes = file.read(offset, length);
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
    PageHeader header = Util.readPageHeader(stream);
    Page page = new Page(header, bytes, length - stream.available());
    page.check();
    return page;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Page(PageHeader header, byte[] bytes, int start) {

    void check() throws IOException {
      CRC32 crc = new CRC32();
      crc.update(bytes, start, bytes.length - start);
      if (header.getCompressed_page_size() != bytes.length - start
          || (header.isSetCrc() && header.getCrc() != (int) crc.getValue())
          || !(header.isSetData_page_header_v2() || header.isSetDictionary_page_header())) {
        throw new IOException("a page is not the one that was written");
      }
    }

    /** What follows the levels, decompressed. */
    byte[] plain(int levels) throws IOException {
      int from = start + levels;
      int size = header.getUncompressed_page_size() - levels;
      if (header.isSetData_page_header_v2() && !header.getData_page_header_v2().isIs_compressed()) {
        return Arrays.copyOfRange(bytes, from, from + size);
      }
      return ParquetFile.decompress(bytes, from, bytes.length - from, size);
    }
  }
}

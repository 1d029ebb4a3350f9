package io.entasis.internal.option;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChainReader;
import io.entasis.option.OptionChains;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.option.OptionQuoteQuery;
import java.util.Iterator;
import java.util.List;

/**
 * The shelf of option chains on PostgreSQL.
 *
 * @param reader answers its questions
 * @param ingest writes its rows
 */
public record PgOptionChains(OptionChainReader reader, RowIngest<OptionQuote> ingest)
    implements OptionChains {

  @Override
  public void save(OptionQuote quote) {
    ingest.save(quote);
  }

  @Override
  public IngestReport saveAll(Iterator<OptionQuote> quotes, IngestOptions options) {
    return ingest.saveAll(quotes, options);
  }

  @Override
  public ChainQuery on(String underlying) {
    return reader.on(underlying);
  }

  @Override
  public OptionQuoteQuery quotes(OptionContract contract) {
    return reader.quotes(contract);
  }

  @Override
  public List<String> underlyings() {
    return reader.underlyings();
  }
}

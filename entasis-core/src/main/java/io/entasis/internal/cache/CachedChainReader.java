package io.entasis.internal.cache;

import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionChainReader;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuoteQuery;
import java.util.List;
import java.util.Optional;

/**
 * Option chains from the cache.
 *
 * @param reader answers everything else
 * @param cache the chains
 */
record CachedChainReader(OptionChainReader reader, KindCache<Optional<OptionChain>> cache)
    implements OptionChainReader {

  @Override
  public ChainQuery on(String underlying) {
    ChainSubject subject =
        new ChainSubject(underlying, QuestionKey.of(underlying), Optional.empty());
    return new CachedChainQuery(reader.on(underlying), subject, cache);
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

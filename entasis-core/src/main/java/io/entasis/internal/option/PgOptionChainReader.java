package io.entasis.internal.option;

import io.entasis.internal.read.Selection;
import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChainReader;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuoteQuery;
import java.util.List;
import java.util.Objects;

/**
 * Questions about chains on PostgreSQL.
 *
 * @param chains answers those about chains
 * @param quotes answers those about quotes
 */
public record PgOptionChainReader(ChainAnswers chains, QuoteAnswers quotes)
    implements OptionChainReader {

  private static final String UNDERLYING = "underlying";

  @Override
  public ChainQuery on(String underlying) {
    String name = Selection.of(UNDERLYING, underlying).names().get(0);
    return new PgChainQuery(chains, ChainCriteria.on(name));
  }

  @Override
  public OptionQuoteQuery quotes(OptionContract contract) {
    Selection.of(UNDERLYING, contract.underlying());
    Objects.requireNonNull(contract.expiry(), "expiry");
    Objects.requireNonNull(contract.strike(), "strike");
    Objects.requireNonNull(contract.type(), "type");
    return quotes.about(contract);
  }

  @Override
  public List<String> underlyings() {
    return quotes.underlyings();
  }
}

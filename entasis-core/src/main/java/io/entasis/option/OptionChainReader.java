package io.entasis.option;

import java.util.List;

/**
 * The start of every question about option chains. Safe for use by several threads, except inside a transaction, which belongs to
 * one.
 */
public interface OptionChainReader {

  /** A question about the chain of an underlying. */
  ChainQuery on(String underlying);

  /** A question about the quotes of one contract. */
  OptionQuoteQuery quotes(OptionContract contract);

  /** The underlyings that have quotes, in alphabetical order. */
  List<String> underlyings();
}

package io.entasis.option;

import io.entasis.ingest.RowWriter;

/**
 * The option quotes in the database: writing them, and the start of every question about them and the chains they make up. Safe
 * for use by several threads, except inside a transaction, which belongs to one.
 *
 * <p>Quotes have a total order: by timestamp, and within one instant by arrival. A quote needs a contract with a strike above zero
 * and an expiry not before the quote; its volatility may be zero or more. What it does not tell is stored as missing, never as zero.
 */
public interface OptionChains extends OptionChainReader, RowWriter<OptionQuote> {}

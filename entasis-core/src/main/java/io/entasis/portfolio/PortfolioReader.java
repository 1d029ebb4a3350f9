package io.entasis.portfolio;

import java.util.UUID;

/**
 * The start of every question about portfolios, each of which is about one user. Safe for use by several threads, except inside a
 * transaction, which belongs to one.
 */
public interface PortfolioReader {

  /** A question about the portfolio of the user. No question sees the rows of another one. */
  PortfolioQuery of(UUID userId);
}

package io.entasis.portfolio;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a portfolio holds of one asset. Numbers are kept without trailing zeros, so two positions are equal when they say the
 * same; whether they can be stored is decided when the snapshot is saved.
 *
 * <pre>{@code
 * Position.of("SPOT", new BigDecimal("0.25")).symbol("BTC-USDT").currentPrice(new BigDecimal("64250.10"));
 * }</pre>
 *
 * @param assetType kind of asset in the words of the app, for example {@code SPOT}, {@code FUTURE}, {@code CASH}; from 1 to 20
 *     characters
 * @param symbol the instrument, from 1 to 20 characters; absent where the position has none
 * @param size units held; negative when short
 * @param entryPrice price the position was opened at; absent when unknown
 * @param currentPrice price it is valued at; absent when unknown
 * @param pnl its profit or loss, as the app counts it; absent when unknown
 */
public record Position(
    String assetType,
    Optional<String> symbol,
    BigDecimal size,
    Optional<BigDecimal> entryPrice,
    Optional<BigDecimal> currentPrice,
    Optional<BigDecimal> pnl) {

  /** Drops trailing zeros. */
  public Position {
    size = PlainDecimal.of(size);
    entryPrice = entryPrice.map(PlainDecimal::of);
    currentPrice = currentPrice.map(PlainDecimal::of);
    pnl = pnl.map(PlainDecimal::of);
  }

  /** A position of which only the size is known. */
  public static Position of(String assetType, BigDecimal size) {
    return new Position(
        assetType, Optional.empty(), size, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same in this instrument. */
  public Position symbol(String name) {
    return new Position(assetType, Optional.of(name), size, entryPrice, currentPrice, pnl);
  }

  /** The same with this entry price. */
  public Position entryPrice(BigDecimal price) {
    return new Position(assetType, symbol, size, Optional.of(price), currentPrice, pnl);
  }

  /** The same with this current price. */
  public Position currentPrice(BigDecimal price) {
    return new Position(assetType, symbol, size, entryPrice, Optional.of(price), pnl);
  }

  /** The same with this profit or loss. */
  public Position pnl(BigDecimal amount) {
    return new Position(assetType, symbol, size, entryPrice, currentPrice, Optional.of(amount));
  }

  /** Size times current price; negative when short, empty when the price is unknown. */
  public Optional<BigDecimal> marketValue() {
    return currentPrice.map(price -> PlainDecimal.of(size.multiply(price)));
  }
}

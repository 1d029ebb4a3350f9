package io.entasis.conformance.prediction;

import io.entasis.prediction.Prediction;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Predictions and prices to store. */
final class Signals {

  static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  static final List<String> MODELS = List.of("lstm-7", "tree", "arima");
  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "IBM");
  static final List<String> TYPES = List.of("return", "price");

  private static final int HOURS = 200;

  private Signals() {}

  static Prediction signal(String model, String symbol, Instant at) {
    return Prediction.of(model, symbol, "return", new BigDecimal("0.01"), at);
  }

  static Tick tick(String symbol, Instant at, String price) {
    return new Tick(symbol, "NYSE", at, new BigDecimal(price), BigDecimal.ONE);
  }

  /** In the order of their arrival; many share an instant, some have a confidence, some a target. */
  static List<Prediction> random(Random random, int number) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Instant at =
          i > 0 && random.nextInt(3) == 0 ? one(random, predictions).timestamp() : instant(random);
      Prediction bare = Prediction.of(
          one(random, MODELS),
          one(random, SYMBOLS),
          one(random, TYPES),
          BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 4),
          at);
      Prediction sure = random.nextBoolean()
          ? bare
          : bare.confidence(BigDecimal.valueOf(random.nextInt(10_001), 4));
      predictions.add(
          random.nextInt(3) > 0 ? sure : sure.targetAt(at.plusSeconds(random.nextInt(20_000))));
    }
    return predictions;
  }

  static List<Tick> prices(Random random, int number) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ticks.add(
          tick(one(random, SYMBOLS), instant(random), Integer.toString(100 + random.nextInt(20))));
    }
    return ticks;
  }

  static Instant instant(Random random) {
    return NOON.minus(Duration.ofHours(HOURS)).plusSeconds(random.nextInt(HOURS * 3_600));
  }

  static <T> T one(Random random, List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}

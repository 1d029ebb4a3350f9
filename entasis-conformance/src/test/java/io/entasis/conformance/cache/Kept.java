package io.entasis.conformance.cache;

import io.entasis.Repositories;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.cache.CacheKind;
import io.entasis.market.PutCall;
import io.entasis.market.TimeRange;
import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.query.Answer;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/**
 * One question of each kind that is kept, about a subject of its own, and rows that change its answer: the answer to each is a number
 * that grows with every row, the version.
 */
enum Kept {
  TICK(CacheKind.LATEST_TICK) {
    @Override
    void save(Repositories into, String subject, int version) {
      into.ticks().save(tick(subject, version));
    }

    @Override
    String sql(String subject, int version) {
      return insertTick("market_data", subject, version);
    }

    @Override
    Answer<Integer> answer(Repositories from, String subject) {
      TickQuery query = from.ticks().of(subject);
      return version(query.answerLatest(), Tick::price);
    }

    @Override
    int read(Repositories from, String subject) {
      return version(from.ticks().of(subject).findLatest().map(Tick::price));
    }
  },
  CHAIN(CacheKind.CHAIN) {
    @Override
    void save(Repositories into, String subject, int version) {
      OptionContract contract =
          new OptionContract(subject, EXPIRY, BigDecimal.valueOf(100), PutCall.CALL);
      into.chains().save(OptionQuote.of(contract, at(version)).iv(BigDecimal.valueOf(version)));
    }

    @Override
    String sql(String subject, int version) {
      return "insert into option_data (underlying, strike_price, expiry_date, option_type, iv, timestamp)"
          + " values ('" + subject + "', 100, '" + EXPIRY + "', 'CALL', " + version + ", '"
          + at(version) + "')";
    }

    @Override
    Answer<Integer> answer(Repositories from, String subject) {
      ChainQuery query = from.chains().on(subject);
      return version(query.answer(), Kept::volatility);
    }

    @Override
    int read(Repositories from, String subject) {
      return version(from.chains().on(subject).find().map(Kept::volatility));
    }
  },
  BARS(CacheKind.BARS) {
    @Override
    void save(Repositories into, String subject, int version) {
      into.ticks().save(tick(subject, version));
    }

    @Override
    String sql(String subject, int version) {
      return insertTick("market_data", subject, version);
    }

    @Override
    Answer<Integer> answer(Repositories from, String subject) {
      Answer<List<Bar>> bars = query(from, subject).answer();
      return new Answer<>(version(last(bars.value())), bars.source(), bars.readAt(), bars.age());
    }

    @Override
    int read(Repositories from, String subject) {
      return version(last(query(from, subject).list()));
    }

    private BarQuery query(Repositories from, String subject) {
      return from.bars().of(subject, BarSize.ofHours(1)).during(TimeRange.of(NOON, EVENING));
    }
  },
  PREDICTION(CacheKind.LATEST_PREDICTION) {
    @Override
    void save(Repositories into, String subject, int version) {
      into.predictions()
          .record(
              Prediction.of("lstm", subject, "price", BigDecimal.valueOf(version), at(version)));
    }

    @Override
    String sql(String subject, int version) {
      return "insert into predictions (model_id, symbol, prediction_type, predicted_value, timestamp)"
          + " values ('lstm', '" + subject + "', 'price', " + version + ", '" + at(version) + "')";
    }

    @Override
    Answer<Integer> answer(Repositories from, String subject) {
      PredictionQuery query = from.predictions().by("lstm").about(subject);
      return version(query.answerLatest(), Prediction::value);
    }

    @Override
    int read(Repositories from, String subject) {
      return version(
          from.predictions().by("lstm").about(subject).findLatest().map(Prediction::value));
    }
  },
  SNAPSHOT(CacheKind.LATEST_SNAPSHOT) {
    @Override
    void save(Repositories into, String subject, int version) {
      into.portfolios()
          .save(new PortfolioSnapshot(
              user(subject),
              at(version),
              List.of(Position.of("CASH", BigDecimal.valueOf(version)))));
    }

    @Override
    String sql(String subject, int version) {
      return "insert into portfolio_status (user_id, asset_type, position_size, timestamp) values ('"
          + user(subject) + "', 'CASH', " + version + ", '" + at(version) + "')";
    }

    @Override
    Answer<Integer> answer(Repositories from, String subject) {
      PortfolioQuery query = from.portfolios().of(user(subject));
      return version(query.answerLatest(), Kept::size);
    }

    @Override
    int read(Repositories from, String subject) {
      return version(from.portfolios().of(user(subject)).findLatest().map(Kept::size));
    }
  };

  static final Instant NOON = Instant.parse("2024-01-10T12:00:00Z");
  static final Instant EVENING = Instant.parse("2024-01-10T22:00:00Z");

  private static final Instant EXPIRY = Instant.parse("2040-06-28T08:00:00Z");

  private final CacheKind kind;

  Kept(CacheKind kind) {
    this.kind = kind;
  }

  /** One of them. */
  static Kept any(Random random) {
    List<Kept> all = List.of(values());
    return all.get(random.nextInt(all.size()));
  }

  /** Stores a row that makes the answer this version, which must be higher than those before. */
  abstract void save(Repositories into, String subject, int version);

  /** The same by a statement. */
  abstract String sql(String subject, int version);

  /** The answer, 0 when there is none. */
  abstract int read(Repositories from, String subject);

  /** The answer with what it tells of itself. */
  abstract Answer<Integer> answer(Repositories from, String subject);

  CacheKind kind() {
    return kind;
  }

  private static Instant at(int version) {
    return NOON.plusMillis(version);
  }

  private static UUID user(String subject) {
    return UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8));
  }

  private static Tick tick(String subject, int version) {
    return new Tick(subject, "NYSE", at(version), BigDecimal.valueOf(version), BigDecimal.ONE);
  }

  static String insertTick(String table, String subject, int version) {
    return "insert into " + table + " (symbol, exchange, timestamp, price, volume) values ('"
        + subject + "', 'NYSE', '" + at(version) + "', " + version + ", 1)";
  }

  private static Optional<BigDecimal> last(List<Bar> bars) {
    return bars.isEmpty()
        ? Optional.empty()
        : Optional.of(bars.get(bars.size() - 1).close());
  }

  private static BigDecimal volatility(OptionChain chain) {
    return chain.quotes().get(0).quote().iv().orElseThrow();
  }

  private static BigDecimal size(PortfolioSnapshot snapshot) {
    return snapshot.positions().get(0).size();
  }

  private static int version(Optional<BigDecimal> number) {
    return number.map(BigDecimal::intValueExact).orElse(0);
  }

  private static <T> Answer<Integer> version(
      Answer<Optional<T>> answer, Function<T, BigDecimal> number) {
    return new Answer<>(
        version(answer.value().map(number)), answer.source(), answer.readAt(), answer.age());
  }
}

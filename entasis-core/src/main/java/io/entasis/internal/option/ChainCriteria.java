package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_CONTRACT;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.NumberBounds;
import io.entasis.internal.read.TimeBounds;
import io.entasis.market.PutCall;
import io.entasis.schema.generated.tables.records.OptionDataRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.TableField;

/**
 * What is asked about a chain.
 *
 * @param underlying the underlying
 * @param instant the instant of the chain; now when absent
 * @param age oldest quote that counts
 * @param expiries the expiries
 * @param strikes the strikes
 * @param type calls or puts; both when absent
 * @param numbers bounds of the numbers of the quotes
 */
record ChainCriteria(
    String underlying,
    Optional<Instant> instant,
    MaxAge age,
    Expiries expiries,
    Strikes strikes,
    Optional<PutCall> type,
    Map<TableField<OptionDataRecord, BigDecimal>, NumberBounds> numbers) {

  static ChainCriteria on(String underlying) {
    return new ChainCriteria(
        underlying,
        Optional.empty(),
        MaxAge.ANY,
        Expiries.ALL,
        Strikes.ALL,
        Optional.empty(),
        Map.of());
  }

  ChainCriteria asOf(Instant wanted) {
    if (instant.isPresent()) {
      throw new InvalidInputException("the instant of the chain is given twice");
    }
    return new ChainCriteria(
        underlying,
        Optional.of(TimeBounds.storable(wanted)),
        age,
        expiries,
        strikes,
        type,
        numbers);
  }

  ChainCriteria aged(MaxAge wanted) {
    return new ChainCriteria(underlying, instant, wanted, expiries, strikes, type, numbers);
  }

  ChainCriteria expiring(Expiries wanted) {
    return new ChainCriteria(underlying, instant, age, wanted, strikes, type, numbers);
  }

  ChainCriteria struck(Strikes wanted) {
    return new ChainCriteria(underlying, instant, age, expiries, wanted, type, numbers);
  }

  ChainCriteria of(PutCall wanted) {
    if (type.isPresent()) {
      throw new InvalidInputException("calls or puts is given twice");
    }
    return new ChainCriteria(
        underlying, instant, age, expiries, strikes, Optional.of(wanted), numbers);
  }

  ChainCriteria bounded(
      TableField<OptionDataRecord, BigDecimal> number, BigDecimal least, BigDecimal most) {
    String name = number.getName();
    if (least.compareTo(most) > 0) {
      throw new InvalidInputException(
          "the least " + name + ", " + least + ", is above the greatest, " + most);
    }
    Map<TableField<OptionDataRecord, BigDecimal>, NumberBounds> more = new HashMap<>(numbers);
    more.merge(
        number,
        NumberBounds.NONE.atLeast(least, name).atMost(most, name),
        (given, again) -> given.atLeast(least, name));
    return new ChainCriteria(underlying, instant, age, expiries, strikes, type, Map.copyOf(more));
  }

  /** The conditions on contracts that decide which are looked at. */
  List<Condition> contracts(Instant asOf) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(OPTION_CONTRACT.UNDERLYING.eq(underlying));
    conditions.addAll(expiries.on(OPTION_CONTRACT.EXPIRY_DATE, asOf));
    conditions.addAll(strikes.on(OPTION_CONTRACT.STRIKE_PRICE));
    type.ifPresent(wanted -> conditions.add(OPTION_CONTRACT.OPTION_TYPE.eq(wanted.name())));
    return conditions;
  }
}

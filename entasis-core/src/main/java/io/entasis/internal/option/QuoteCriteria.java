package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import io.entasis.option.OptionContract;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;

/**
 * What is asked about the quotes of a contract.
 *
 * @param contract the contract
 * @param times bounds of the timestamp
 * @param window order and number of rows
 * @param knowledge what may be seen
 */
record QuoteCriteria(
    OptionContract contract, TimeBounds times, Window window, Knowledge knowledge) {

  QuoteCriteria within(TimeBounds bounds) {
    return new QuoteCriteria(contract, bounds, window, knowledge);
  }

  QuoteCriteria windowed(Window wanted) {
    return new QuoteCriteria(contract, times, wanted, knowledge);
  }

  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(List.of(
        OPTION_DATA.UNDERLYING.eq(contract.underlying()),
        OPTION_DATA.EXPIRY_DATE.eq(TimeBounds.storable(contract.expiry())),
        OPTION_DATA.STRIKE_PRICE.eq(contract.strike()),
        OPTION_DATA.OPTION_TYPE.eq(contract.type().name())));
    conditions.addAll(knowledge.bound(times).on(OPTION_DATA.TIMESTAMP));
    conditions.addAll(knowledge.writtenAt(OPTION_DATA.CREATED_AT));
    return conditions;
  }
}

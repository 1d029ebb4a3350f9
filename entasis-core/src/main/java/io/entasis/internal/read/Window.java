package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;

/**
 * Which rows of an ordered answer are wanted, each choice made once.
 *
 * @param order direction, ascending when absent
 * @param limit most rows
 */
public record Window(Optional<SortOrder> order, OptionalLong limit) {

  /** All rows, ascending. */
  public static final Window ALL = new Window(Optional.empty(), OptionalLong.empty());

  /** In that direction. */
  public Window ordered(SortOrder direction) {
    if (order.isPresent()) {
      throw new InvalidInputException("the order is given twice");
    }
    return new Window(Optional.of(direction), limit);
  }

  /** At most that many rows. */
  public Window limited(long rows) {
    if (limit.isPresent()) {
      throw new InvalidInputException("the limit is given twice");
    }
    if (rows < 1) {
      throw new InvalidInputException("a limit of " + rows + " rows asks for nothing");
    }
    return new Window(order, OptionalLong.of(rows));
  }

  /** Only the first row. */
  public Window first() {
    return new Window(order, OptionalLong.of(1));
  }

  /** The statement with the limit. */
  public <R extends org.jooq.Record> Select<R> applyTo(SelectLimitStep<R> statement) {
    return limit.isPresent() ? statement.limit(DSL.inline(limit.getAsLong())) : statement;
  }

  /** The direction. */
  public SortOrder direction() {
    return order.orElse(SortOrder.ASC);
  }
}

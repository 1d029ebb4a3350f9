package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.StorableText;
import io.entasis.internal.read.AsOfJoin.Placed;
import io.entasis.market.Micros;
import io.entasis.query.AsOfMatch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Joins rows as of their instants, many by one question. */
public final class AsOfStream<L, R> extends Spliterators.AbstractSpliterator<AsOfMatch<L, R>> {

  private static final int AT_ONCE = 10_000;

  private final AsOfRows<L> source;
  private final Iterator<L> rows;
  private final AsOfJoin<R> join;
  private final Queue<AsOfMatch<L, R>> ready = new ArrayDeque<>();
  private long read;

  private AsOfStream(AsOfRows<L> source, AsOfJoin<R> join) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.source = source;
    this.rows = source.rows().iterator();
    this.join = join;
  }

  /** The matches of the rows, in their order; closing their stream closes that of the rows. */
  public static <L, R> Stream<AsOfMatch<L, R>> of(AsOfRows<L> rows, AsOfJoin<R> join) {
    return StreamSupport.stream(new AsOfStream<>(rows, join), false).onClose(rows.rows()::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super AsOfMatch<L, R>> action) {
    if (ready.isEmpty()) {
      fill();
    }
    AsOfMatch<L, R> match = ready.poll();
    if (match == null) {
      return false;
    }
    action.accept(match);
    return true;
  }

  private void fill() {
    List<L> lefts = new ArrayList<>();
    List<String> symbols = new ArrayList<>();
    List<Instant> instants = new ArrayList<>();
    while (lefts.size() < AT_ONCE && rows.hasNext()) {
      L left = rows.next();
      read++;
      symbols.add(symbol(source.symbol().apply(left)));
      instants.add(Micros.truncate(present(source.at().apply(left), "instant")));
      lefts.add(left);
    }
    if (lefts.isEmpty()) {
      return;
    }
    List<@Nullable R> found = new ArrayList<>(Collections.nCopies(lefts.size(), null));
    for (Placed<R> placed :
        join.find(symbols, instants.stream().map(TimeBounds::storable).toList())) {
      found.set((int) placed.place() - 1, placed.value());
    }
    for (int i = 0; i < lefts.size(); i++) {
      Optional<R> right = Optional.ofNullable(found.get(i));
      ready.add(new AsOfMatch<>(lefts.get(i), instants.get(i), right, right.map(join::happened)));
    }
  }

  private String symbol(@Nullable String given) {
    String symbol = present(given, "symbol");
    if (!StorableText.check(symbol)) {
      throw new InvalidInputException(
          "the symbol of row " + read + " to be joined holds NUL or half of a surrogate pair");
    }
    return symbol;
  }

  private <V> V present(@Nullable V value, String what) {
    if (value == null) {
      throw new InvalidInputException("row " + read + " to be joined has no " + what);
    }
    return value;
  }
}

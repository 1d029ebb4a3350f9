package io.entasis.benchmarks.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets several ways do the same job in turns, A B C A B C, so that whatever else the machine does
 * meets all of them alike. A first round warms up and does not count. What a way answers is checked
 * after each turn: a way that does something else is no contender.
 *
 * @param <A> what the ways answer
 */
public final class Race<A> {

  private final int rounds;
  private final Turn turn;
  private final Way<?> before;
  private final Check<? super A> check;

  private Race(int rounds, Turn turn, Way<?> before, Check<? super A> check) {
    this.rounds = rounds;
    this.turn = turn;
    this.before = before;
    this.check = check;
  }

  /**
   * A race of that many counted rounds.
   *
   * @param check looks at an answer and throws when it is wrong; not timed
   */
  public static <A> Race<A> of(int rounds, Check<? super A> check) {
    return new Race<>(rounds, Turn.ONE_CALL, () -> true, check);
  }

  /** Does this before each turn, untimed. */
  public Race<A> before(Way<?> preparation) {
    return new Race<>(rounds, turn, preparation, check);
  }

  /** A turn is up to so many calls, and no further one after so long; their median is the turn's time. */
  public Race<A> callsPerTurn(int calls, Duration longest) {
    return new Race<>(rounds, new Turn(calls, longest), before, check);
  }

  /** Runs it. */
  public Standings run(List<Contender<A>> contenders) throws Exception {
    List<List<Duration>> times = new ArrayList<>();
    for (Contender<A> contender : contenders) {
      turn(contender);
      times.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        times.get(i).add(turn(contenders.get(i)));
      }
    }
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      standings.add(new Standing(contenders.get(i).name(), times.get(i)));
    }
    return new Standings(standings);
  }

  private Duration turn(Contender<A> contender) throws Exception {
    try {
      contender.ready().run();
      before.run();
      return turn.take(contender.way(), check);
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException(contender.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Looks at an answer.
   *
   * @param <A> the answer
   */
  @FunctionalInterface
  public interface Check<A> {

    /** Throws when the answer is wrong. */
    void accept(A answer) throws Exception;
  }
}

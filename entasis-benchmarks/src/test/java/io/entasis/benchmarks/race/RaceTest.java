package io.entasis.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {

  @Test
  void waysTakeTurnsAndTheFirstRoundDoesNotCount() throws Exception {
    List<String> turns = new ArrayList<>();

    Standings standings = Race.<String>of(2, turns::add)
        .run(List.of(new Contender<>("a", () -> "A"), new Contender<>("b", () -> "B")));

    assertThat(turns).containsExactly("A", "B", "A", "B", "A", "B");
    assertThat(standings.of("a").times()).hasSize(2);
  }

  @Test
  void aWrongAnswerEndsTheRace() {
    Race<Integer> race = Race.of(1, answer -> {
      throw new IllegalStateException("not " + answer);
    });

    assertThatIllegalStateException()
        .isThrownBy(() -> race.run(List.of(new Contender<>("the one", () -> 5))))
        .withMessage("the one: not 5");
  }

  @Test
  void ratiosAreTakenWithinEachRound() {
    Standing slow = standing("slow", 20, 400, 60);
    Standing fast = standing("fast", 10, 100, 30);

    assertThat(new Standings(List.of(slow, fast)).speed("fast", "slow")).isEqualTo(2.0);
  }

  private static Standing standing(String name, int... millis) {
    List<Duration> times = new ArrayList<>();
    for (int each : millis) {
      times.add(Duration.ofMillis(each));
    }
    return new Standing(name, times);
  }
}

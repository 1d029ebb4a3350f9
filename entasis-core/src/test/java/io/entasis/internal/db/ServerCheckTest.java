package io.entasis.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCheckTest {

  @ParameterizedTest
  @ValueSource(ints = {150_000, 150_006, 160_000, 160_002})
  void someMinorVersionsMisplaceEarlyTimes(int version) {
    assertThat(ServerCheck.misplacesEarlyTimes(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {150_007, 150_014, 160_003, 170_000, 180_001})
  void othersDoNot(int version) {
    assertThat(ServerCheck.misplacesEarlyTimes(version)).isFalse();
  }
}

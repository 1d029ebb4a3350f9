package io.entasis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Options check themselves at the setter, and are values. */
class IngestOptionsTest {

  private static final IngestOptions DEFAULTS = IngestOptions.defaults();

  @Test
  void theDefaultsAreThoseOfTheirDocumentation() {
    assertThat(DEFAULTS.batchSize()).isEqualTo(50_000);
    assertThat(DEFAULTS.rejectLimit()).isEqualTo(Long.MAX_VALUE);
    assertThat(DEFAULTS.keptRejections()).isEqualTo(1_000);
    assertThat(DEFAULTS.earliest()).isEqualTo(Instant.EPOCH);
    assertThat(DEFAULTS.ahead()).isEqualTo(Duration.ofDays(1));
    assertThat(DEFAULTS.maxNewPartitions()).isEqualTo(36);
    assertThat(DEFAULTS.batchTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(DEFAULTS.attempts()).isEqualTo(3);
    assertThat(DEFAULTS.key()).isEmpty();
  }

  @Test
  void eachMethodChangesOneSettingAndLeavesTheOthers() {
    ProgressListener listener = progress -> {};
    Instant year = Instant.parse("2020-01-01T00:00:00Z");
    IngestOptions changed = DEFAULTS
        .batchSize(7)
        .rejectLimit(8)
        .keptRejections(9)
        .earliest(year)
        .ahead(Duration.ofHours(10))
        .maxNewPartitions(11)
        .batchTimeout(Duration.ofSeconds(12))
        .attempts(13)
        .key("feed-14")
        .listener(listener);

    assertThat(changed.batchSize()).isEqualTo(7);
    assertThat(changed.rejectLimit()).isEqualTo(8);
    assertThat(changed.keptRejections()).isEqualTo(9);
    assertThat(changed.earliest()).isEqualTo(year);
    assertThat(changed.ahead()).isEqualTo(Duration.ofHours(10));
    assertThat(changed.maxNewPartitions()).isEqualTo(11);
    assertThat(changed.batchTimeout()).isEqualTo(Duration.ofSeconds(12));
    assertThat(changed.attempts()).isEqualTo(13);
    assertThat(changed.key()).contains("feed-14");
    assertThat(changed.listener()).isSameAs(listener);
    assertThat(DEFAULTS).isEqualTo(IngestOptions.defaults());
    assertThat(DEFAULTS.batchSize()).isEqualTo(50_000);
  }

  @Test
  void whatIsOutOfRangeIsRefusedByName() {
    Map<String, Supplier<IngestOptions>> mistakes = new LinkedHashMap<>();
    mistakes.put("batchSize is 0", () -> DEFAULTS.batchSize(0));
    mistakes.put("batchSize is 1000001", () -> DEFAULTS.batchSize(1_000_001));
    mistakes.put("rejectLimit is -1", () -> DEFAULTS.rejectLimit(-1));
    mistakes.put("keptRejections is -1", () -> DEFAULTS.keptRejections(-1));
    mistakes.put("ahead is PT-0.000000001S", () -> DEFAULTS.ahead(Duration.ofNanos(-1)));
    mistakes.put("maxNewPartitions is -1", () -> DEFAULTS.maxNewPartitions(-1));
    mistakes.put("batchTimeout is PT0S", () -> DEFAULTS.batchTimeout(Duration.ZERO));
    mistakes.put("batchTimeout is PT-1S", () -> DEFAULTS.batchTimeout(Duration.ofSeconds(-1)));
    mistakes.put(
        "batchTimeout is PT0.000999999S", () -> DEFAULTS.batchTimeout(Duration.ofNanos(999_999)));
    mistakes.put("attempts is 0", () -> DEFAULTS.attempts(0));
    mistakes.put("key is", () -> DEFAULTS.key(""));
    mistakes.put("key", () -> DEFAULTS.key(" \t"));
    mistakes.put("100 characters", () -> DEFAULTS.key("k".repeat(101)));

    mistakes.forEach((message, call) -> assertThatThrownBy(call::get)
        .as(message)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message));
  }

  @Test
  void theEndsOfTheRangesAreAllowed() {
    assertThatCode(() -> DEFAULTS
            .batchSize(1)
            .batchSize(1_000_000)
            .rejectLimit(0)
            .keptRejections(0)
            .ahead(Duration.ZERO)
            .maxNewPartitions(0)
            .batchTimeout(Duration.ofMillis(1))
            .attempts(1)
            .earliest(Instant.MIN)
            .key("k".repeat(IngestOptions.LONGEST_KEY)))
        .doesNotThrowAnyException();
  }

  @Test
  void aTimeoutOfAnyLengthIsCheckedWithoutOverflow() {
    assertThatCode(() -> DEFAULTS.batchTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
        .satisfiesAnyOf(
            failure -> assertThat(failure).isNull(),
            failure -> assertThat(failure).isInstanceOf(InvalidInputException.class));
  }
}

package io.entasis.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots, and whether one reading of the log follows another. */
class SnapshotTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  @Test
  void whatRanAndWhatCameLaterIsUnseen() {
    Snapshot quiet = Snapshot.parse("700:700:");
    assertThat(quiet.unseen("xid")).isEqualTo("xid >= '700'::xid8");
    assertThat(quiet.seen("xid")).isEqualTo("xid < '700'::xid8");

    Snapshot busy = Snapshot.parse("700:712:700,705");
    assertThat(busy.unseen("xid"))
        .isEqualTo("(xid >= '712'::xid8 or xid = any ('{700,705}'::xid8[]))");
    assertThat(busy.seen("xid"))
        .isEqualTo("xid < '712'::xid8 and not xid = any ('{700,705}'::xid8[])");
  }

  /** What a server tells becomes part of a statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "1:2", "1:2:'", "1:2:3,", "1:2:3;4", "a:2:", "1:2: 3", "1234567890123456789:2:"
      })
  void nothingElseIsASnapshot(String text) {
    assertThatThrownBy(() -> Snapshot.parse(text)).isInstanceOf(DatabaseException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "700:712:700, 700:712:700, true",
    "700:712:700, 701:713:, true",
    "700:712:700, 699:713:699, false",
    "700:712:700, 700:711:700, false"
  })
  void transactionsDoNotRunBackwards(String earlier, String later, boolean follows) {
    assertThat(Snapshot.parse(later).follows(Snapshot.parse(earlier))).isEqualTo(follows);
  }

  @ParameterizedTest
  @CsvSource({
    "life, 701:701:, 250, true",
    "life, 701:701:, 30000, true",
    "other life, 701:701:, 250, false",
    "life, 699:699:, 250, false",
    "life, 701:701:, -1, false",
    "life, 701:701:, 30001, false"
  })
  void aGapIsADoubt(String life, String snapshot, long millis, boolean continues) {
    LogPosition earlier = new LogPosition("life", Snapshot.parse("700:700:"), NOON);

    assertThat(new LogPosition(life, Snapshot.parse(snapshot), NOON.plus(Duration.ofMillis(millis)))
            .continues(earlier))
        .isEqualTo(continues);
  }
}

package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@EntasisTest
class RejectLimitMessageTest {

  @Test
  void itIsShortHoweverManyRowsAreBad(Entasis entasis) {
    Tick blank = new Tick(" ", "NYSE", NOON, BigDecimal.ONE, BigDecimal.ONE);
    List<Tick> source = Collections.nCopies(500, blank);

    RejectLimitExceededException thrown = catchThrowableOfType(
        RejectLimitExceededException.class,
        () -> entasis.ticks().saveAll(source, IngestOptions.defaults().rejectLimit(400)));

    assertThat(thrown.getMessage()).hasSizeLessThan(1_000).contains("row 1: symbol NAME_BLANK");
    assertThat(thrown.report().rejections()).hasSize(401);
  }
}

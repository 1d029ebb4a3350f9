package io.entasis.internal.partition;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.OPTION_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableLayoutTest {

  @Test
  void ticks() {
    assertThat(TableLayout.of(MARKET_DATA))
        .hasToString("(id bigint not null, symbol text not null, exchange text not null,"
            + " timestamp timestamptz not null, price decimal(20,8) not null,"
            + " volume decimal(20,8) not null, created_at timestamptz not null)");
  }

  @Test
  void quotes() {
    assertThat(TableLayout.of(OPTION_DATA))
        .hasToString("(id bigint not null, underlying text not null,"
            + " strike_price decimal(20,8) not null, expiry_date timestamptz not null,"
            + " option_type text not null, iv decimal(18,8), delta decimal(18,8),"
            + " gamma decimal(18,8), theta decimal(18,8), vega decimal(18,8),"
            + " timestamp timestamptz not null, created_at timestamptz not null)");
  }
}

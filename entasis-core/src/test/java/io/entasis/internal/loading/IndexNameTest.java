package io.entasis.internal.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected names are those that PostgreSQL 18 gave. */
class IndexNameTest {

  @Test
  void shortNamesAreWhole() {
    assertThat(IndexName.of("market_data_y2024m02", List.of(), "pkey"))
        .isEqualTo("market_data_y2024m02_pkey");
    assertThat(IndexName.of("market_data_y2024m02", List.of("symbol", "timestamp"), "idx"))
        .isEqualTo("market_data_y2024m02_symbol_timestamp_idx");
    assertThat(IndexName.of("market_data_y2024m02", List.of("symbol", "timestamp"), "idx1"))
        .isEqualTo("market_data_y2024m02_symbol_timestamp_idx1");
  }

  @Test
  void theLongerPartIsCutFirst() {
    assertThat(IndexName.of(
            "option_data_y2024m02",
            List.of("underlying", "expiry_date", "strike_price", "option_type", "timestamp", "id"),
            "idx"))
        .isEqualTo("option_data_y2024m02_underlying_expiry_date_strike_price_op_idx")
        .hasSize(63);
    assertThat(IndexName.of("t".repeat(60), List.of("c".repeat(60)), "key"))
        .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
  }
}

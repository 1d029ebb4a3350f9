package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:5433/db, jdbc:postgresql://h:5433/db, h, 5433",
    "jdbc:postgresql:db, jdbc:postgresql://localhost:5432/db, localhost, 5432",
    "jdbc:postgresql://h/, jdbc:postgresql://h:5432/postgres, h, 5432",
    "'jdbc:postgresql://h1:1,h2:2/db', 'jdbc:postgresql://h1:1,h2:2/db', h1, 1",
    "jdbc:postgresql://[::1]:5/db, jdbc:postgresql://[::1]:5/db, [::1], 5",
    "jdbc:postgresql://h/d?user=u&password=p&options=-c%20a%3Db, jdbc:postgresql://h:5432/d?options=-c+a%3Db, h, 5432"
  })
  void readsAndPrints(String text, String printed, String host, int port) {
    JdbcUrl url = JdbcUrl.parse(text);
    assertThat(url).hasToString(printed).isEqualTo(JdbcUrl.parse(printed));
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
  }

  @Test
  void changesOnePartAndKeepsTheOthers() {
    JdbcUrl url = JdbcUrl.of("h", 1, "a")
        .with("socketTimeout", "2")
        .withDatabase("b")
        .withAddress("127.0.0.1", 3);
    assertThat(url).hasToString("jdbc:postgresql://127.0.0.1:3/b?socketTimeout=2");
  }
}

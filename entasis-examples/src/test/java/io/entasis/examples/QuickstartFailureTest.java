package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong is said in one line, and the exit code says that something is. */
class QuickstartFailureTest {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--foo", "--help", "ticks.csv", "--bar", "--bar 1x", "--user me"})
  void arguments(String line) {
    assertFails(Run.of((Object[]) line.split(" ", -1)), MISUSED, "usage: Quickstart [--ticks");
  }

  @Test
  void aMissingFile() {
    Path file = folder.resolve("missing.csv");
    assertFails(run("--ticks", file), FAILED, file + " does not exist");
  }

  @Test
  void aFileWithoutTicks() throws IOException {
    Path file = TickCsv.plain(folder.resolve("header.csv"), TickCsv.HEADER);
    assertFails(run("--ticks", file), FAILED, file + " holds no ticks");
  }

  @Test
  void anEmptyFile() throws IOException {
    Path file = TickCsv.plain(folder.resolve("empty.csv"), "");
    assertFails(run("--ticks", file), FAILED, file + " holds no ticks");
  }

  @Test
  void anEmptyCompressedFile() throws IOException {
    Path file = TickCsv.compressed(folder.resolve("empty.csv.gz"), "");
    assertFails(run("--ticks", file), FAILED, file + " holds no ticks");
  }

  @Test
  void aFolderWithoutFiles() {
    assertFails(run("--ticks", folder), FAILED, folder + " holds no *.csv or *.csv.gz file");
  }

  @Test
  void anotherHeader() throws IOException {
    Path file = TickCsv.plain(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertFails(run("--ticks", file), FAILED, file + ": the header must be timestamp,symbol");
  }

  @Test
  void anOutputFolderThatIsAFile() throws IOException {
    Path file = TickCsv.plain(folder.resolve("file"), "");
    assertFails(Run.of("--out", file), FAILED, file + " is a file, not a folder");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    String url;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "jdbc:postgresql://localhost:" + socket.getLocalPort() + "/trades";
    }
    Run run = run("--ticks", ticks(), "--jdbc-url", url + "?password=geheim");
    assertFails(run, FAILED, "cannot use " + url + ": ");
    assertThat(run.err()).doesNotContain("geheim");
  }

  @Test
  @EntasisTest
  void aDatabaseThatIsNotThere(TestDatabase database) throws IOException {
    String url = database.jdbcUrl().replace(database.name(), "no_such_database");
    Run run = run(
        "--ticks",
        ticks(),
        "--jdbc-url",
        url,
        "--user",
        database.user(),
        "--password",
        database.password());
    assertFails(run, FAILED, "does not exist");
  }

  @Test
  @EntasisTest(migrated = false)
  void tablesOfSomebodyElse(TestDatabase database) throws IOException {
    database.execute("create table market_data (a int)");
    Run run = run(
        "--ticks",
        ticks(),
        "--jdbc-url",
        database.jdbcUrl(),
        "--user",
        database.user(),
        "--password",
        database.password());
    assertFails(run, FAILED, "market_data");
  }

  @Test
  @EntasisTest
  void aDatabaseThatFailsHalfWay(TestDatabase database) throws IOException {
    database.execute("create function refuse() returns trigger language plpgsql as"
        + " 'begin raise exception ''the disk is full'' using errcode = ''53100''; end'");
    database.execute("create trigger refuse before insert on market_data"
        + " for each row when (new.volume = 13) execute function refuse()");
    String tick = "2024-01-31T15:00:00Z,A,X,1,";
    Path file = TickCsv.plain(
        folder.resolve("ticks.csv"),
        TickCsv.HEADER + (tick + "1\n").repeat(25_000) + tick + "13\n");
    Run run = run(
        "--ticks",
        file,
        "--jdbc-url",
        database.jdbcUrl(),
        "--user",
        database.user(),
        "--password",
        database.password());
    assertFails(run, FAILED, "the disk is full");
    assertThat(run.err()).contains(file + ": ", "stored so far: 20,000 ticks");
    assertThat(database.query("select count(*) from market_data")).containsExactly("20000");
  }

  private Path ticks() throws IOException {
    return TickCsv.plain(
        folder.resolve("ticks.csv"), TickCsv.HEADER + "2024-01-31T15:00:00Z,A,X,1,1\n");
  }

  private Run run(Object... args) {
    Object[] all = new Object[args.length + 2];
    System.arraycopy(args, 0, all, 2, args.length);
    all[0] = "--out";
    all[1] = folder.resolve("results");
    return Run.of(all);
  }

  private static void assertFails(Run run, int code, String message) {
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err().lines()).singleElement().asString().contains(message);
    assertThat(run.err() + run.out()).doesNotContain("Exception", "\tat ");
  }
}

package io.entasis.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

  private static final RowLayout LAYOUT = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.optional("symbol", ColumnType.text()),
      RowColumn.optional("at", ColumnType.timestamptz()),
      RowColumn.optional("price", ColumnType.decimal(20, 8)));

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  /** Written down once: it must be the same for ever, or no archive can be verified any more. */
  @Test
  void theHashOfKnownRowsStaysTheSame() {
    RowBuffer row = new RowBuffer(LAYOUT);
    ContentHasher hasher = new ContentHasher();
    row.putLong(0, 1);
    row.putText(1, "IBM");
    row.putMicros(2, 1_704_067_200_000_000L);
    row.putUnscaled(3, -18_550_000_000L);
    hasher.add(row);
    row.clear();
    row.putLong(0, 2);
    hasher.add(row);

    assertThat(hasher.digest()).hasToString("2 rows, hash 847a5a34506a458692990c2a12a5ab16");
  }

  /** The definition, written a second time in another way. */
  @Test
  void isTheSumOfTheHashesOfTheCanonicalRows() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ContentHasher hasher = new ContentHasher();
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < 500; i++) {
      RowBuffer row = random(random);
      hasher.add(row);
      sum = sum.add(hash(row)).mod(MODULUS);
    }

    assertThat(hasher.digest().hash()).as("seed %d", seed).isEqualTo(String.format("%032x", sum));
    assertThat(hasher.digest().rows()).isEqualTo(500);
  }

  @Test
  void doesNotDependOnTheOrderAndAddsUp() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<RowBuffer> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(random(random));
    }
    ContentDigest whole = digest(rows);
    ContentDigest parts = digest(rows.subList(0, 120)).plus(digest(rows.subList(120, 300)));
    Collections.shuffle(rows, random);

    assertThat(digest(rows)).as("seed %d", seed).isEqualTo(whole);
    assertThat(parts).as("seed %d", seed).isEqualTo(whole);
    assertThat(ContentDigest.EMPTY.plus(whole)).isEqualTo(whole);
  }

  @Test
  void tellsApartWhatLooksAlike() {
    RowBuffer nothing = new RowBuffer(LAYOUT);
    RowBuffer zero = new RowBuffer(LAYOUT);
    zero.putUnscaled(3, 0);
    RowBuffer emptyText = new RowBuffer(LAYOUT);
    emptyText.putText(1, "");

    assertThat(List.of(
            digest(List.of()),
            digest(List.of(nothing)),
            digest(List.of(nothing, nothing)),
            digest(List.of(zero)),
            digest(List.of(emptyText)),
            digest(List.of(zero, zero, emptyText))))
        .doesNotHaveDuplicates();
  }

  @Test
  void comesBackFromItsDigits() {
    ContentDigest digest = new ContentDigest(7, -1, 1);

    assertThat(digest.hash()).isEqualTo("ffffffffffffffff0000000000000001");
    assertThat(ContentDigest.of(7, digest.hash())).isEqualTo(digest);
    for (String wrong : List.of("", "12", "x".repeat(32), "f".repeat(31), "f".repeat(33))) {
      assertThatThrownBy(() -> ContentDigest.of(1, wrong))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> new ContentDigest(-1, 0, 0)).isInstanceOf(InvalidInputException.class);
  }

  private static ContentDigest digest(List<RowBuffer> rows) {
    ContentHasher hasher = new ContentHasher();
    rows.forEach(hasher::add);
    return hasher.digest();
  }

  private static RowBuffer random(Random random) {
    RowBuffer row = new RowBuffer(LAYOUT);
    row.putLong(0, random.nextLong());
    if (random.nextBoolean()) {
      row.putText(1, "S".repeat(random.nextInt(400)));
    }
    if (random.nextBoolean()) {
      row.putMicros(2, random.nextLong());
    }
    if (random.nextBoolean()) {
      row.putDecimal(3, new BigDecimal(new BigInteger(66, random), 8).negate());
    }
    return row;
  }

  private static BigInteger hash(RowBuffer row) throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeLong(row.longAt(0));
    out.writeByte(row.isNull(1) ? 0 : 1);
    if (!row.isNull(1)) {
      byte[] utf8 = row.textAt(1).getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
    out.writeByte(row.isNull(2) ? 0 : 1);
    if (!row.isNull(2)) {
      out.writeLong(row.microsAt(2));
    }
    out.writeByte(row.isNull(3) ? 0 : 1);
    if (!row.isNull(3)) {
      BigInteger unscaled = row.decimalAt(3).movePointRight(8).toBigIntegerExact();
      byte[] minimal = unscaled.toByteArray();
      byte[] wide = new byte[16];
      Arrays.fill(wide, (byte) (unscaled.signum() < 0 ? -1 : 0));
      System.arraycopy(minimal, 0, wide, 16 - minimal.length, minimal.length);
      out.write(wide);
    }
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    return new BigInteger(1, Arrays.copyOf(sha, 16));
  }
}

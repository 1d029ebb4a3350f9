package io.entasis.option;

import static io.entasis.option.Chains.JUNE;
import static io.entasis.option.Chains.MARCH;
import static io.entasis.option.Chains.NOON;
import static io.entasis.option.Chains.bare;
import static io.entasis.option.Chains.call;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.contract;
import static io.entasis.option.Chains.fresh;
import static io.entasis.option.Chains.number;
import static io.entasis.option.Chains.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a chain holds. */
class OptionChainTest {

  private final ChainQuote march90 = put(MARCH, "90", "0.6");
  private final ChainQuote march100Call = call(MARCH, "100", "0.5");
  private final ChainQuote march100Put = put(MARCH, "100.00", "0.52");
  private final ChainQuote june110 = call(JUNE, "110", "0.55");
  private final OptionChain chain = chain(june110, march100Put, march100Call, march90);

  @Test
  void quotesComeByExpiryStrikeAndKind() {
    assertThat(chain.quotes()).containsExactly(march90, march100Call, march100Put, june110);
    assertThat(chain.size()).isEqualTo(4);
    assertThat(chain.expiries()).containsExactly(MARCH, JUNE);
  }

  @Test
  void eachExpiryHasItsOwnStrikes() {
    assertThat(chain.strikes(MARCH)).containsExactly(number("90"), number("100"));
    assertThat(chain.strikes(JUNE)).containsExactly(number("110"));
    assertThat(chain.strikes(NOON)).isEmpty();
  }

  @Test
  void aPairMayLackALeg() {
    assertThat(chain.expiring(MARCH).pairs())
        .containsExactly(
            new OptionPair(number("90"), Optional.empty(), Optional.of(march90)),
            new OptionPair(number("100"), Optional.of(march100Call), Optional.of(march100Put)));
    assertThat(chain.expiring(MARCH).pair(number("100.0"))).isPresent();
    assertThat(chain.expiring(MARCH).pair(number("95"))).isEmpty();
  }

  @Test
  void callsAndPutsComeByStrike() {
    assertThat(chain.expiring(MARCH).calls()).containsExactly(march100Call);
    assertThat(chain.expiring(MARCH).puts()).containsExactly(march90, march100Put);
  }

  @Test
  void aContractIsFoundWhateverTheScaleOfItsStrike() {
    assertThat(chain.find(contract(MARCH, "100.000", PutCall.PUT))).contains(march100Put);
    assertThat(chain.find(contract(MARCH, "90", PutCall.CALL))).isEmpty();
  }

  @Test
  void anExpiryThatIsNotThereIsNamed() {
    assertThat(chain.findExpiring(NOON)).isEmpty();
    assertThatThrownBy(() -> chain.expiring(NOON))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("BTC-USDT")
        .hasMessageContaining(NOON.toString());
  }

  @Test
  void timeToExpiryIsCountedInYearsOf365Days() {
    assertThat(chain.expiring(MARCH).timeToExpiry()).isEqualTo(Duration.ofHours(23 * 24 + 20));
    assertThat(chain.expiring(MARCH).years()).isCloseTo(572 / 8_760.0, within(1e-15));
  }

  @Test
  void theOldestQuoteTellsItsAge() {
    ChainQuote old =
        fresh(OptionQuote.of(contract(JUNE, "120", PutCall.CALL), NOON.minus(Duration.ofHours(3))));

    assertThat(chain(march90, old).oldest()).contains(Duration.ofHours(3));
    assertThat(chain().oldest()).isEmpty();
    assertThat(chain().isEmpty()).isTrue();
  }

  @Test
  void aFilterKeepsTheRest() {
    OptionChain calls = chain.filter(quote -> quote.type() == PutCall.CALL);

    assertThat(calls).isEqualTo(chain(march100Call, june110));
    assertThat(calls.filter(quote -> quote.expiry().equals(MARCH)).expiries())
        .containsExactly(MARCH);
  }

  @Test
  void quotesThatDoNotBelongAreRefused() {
    OptionContract expired = contract(NOON, "100", PutCall.CALL);
    ChainQuote later = fresh(OptionQuote.of(march90.contract(), NOON.plusNanos(1_000)));

    assertRefused("two quotes", march90, march90);
    assertRefused("had expired", bare(expired));
    assertRefused("was made after", later);
    assertThatThrownBy(() -> OptionChain.of("ETH-USDT", NOON, List.of(march90)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("another underlying than ETH-USDT");
  }

  private static void assertRefused(String why, ChainQuote... quotes) {
    assertThatThrownBy(() -> chain(quotes))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }
}

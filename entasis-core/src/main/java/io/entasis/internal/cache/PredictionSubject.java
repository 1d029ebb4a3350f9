package io.entasis.internal.cache;

import java.util.Optional;

/**
 * What predictions are about.
 *
 * @param model the one model that made them; any when absent
 * @param symbol the one symbol they are about; any when absent
 */
record PredictionSubject(Optional<String> model, Optional<String> symbol) {

  /** By that model. */
  PredictionSubject by(String wanted) {
    return new PredictionSubject(Optional.of(wanted), symbol);
  }

  /** About that symbol. */
  PredictionSubject about(String wanted) {
    return new PredictionSubject(model, Optional.of(wanted));
  }
}

package io.entasis.internal.prediction;

import io.entasis.error.InvalidInputException;
import io.entasis.prediction.ValueMeaning;
import java.util.HashMap;
import java.util.Map;

/**
 * What the values of predictions mean, by their type.
 *
 * @param byType what was declared
 */
public record Meanings(Map<String, ValueMeaning> byType) {

  /** Copies the map. */
  public Meanings {
    byType = Map.copyOf(byType);
  }

  /** With another declaration, which wins. */
  Meanings with(String type, ValueMeaning meaning) {
    Map<String, ValueMeaning> more = new HashMap<>(byType);
    more.put(type, meaning);
    return new Meanings(more);
  }

  /** What values of the type mean. */
  ValueMeaning of(String type) {
    ValueMeaning meaning = byType.get(type);
    if (meaning == null) {
      throw new InvalidInputException("what the values of predictions of type '" + type
          + "' mean is not declared; say it with ofType or in the builder");
    }
    return meaning;
  }
}

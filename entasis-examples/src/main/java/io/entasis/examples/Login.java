package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import java.util.Optional;

/** How to reach a database. Its text is the address alone, since the rest may hold a password. */
record Login(String url, Optional<String> user, Optional<String> password) {

  Entasis open() {
    EntasisBuilder builder = Entasis.builder().url(url).applicationName("entasis-quickstart");
    user.ifPresent(builder::user);
    password.ifPresent(builder::password);
    return builder.open();
  }

  @Override
  public String toString() {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}

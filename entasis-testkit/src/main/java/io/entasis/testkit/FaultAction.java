package io.entasis.testkit;

/** How an armed fault breaks a connection. */
enum FaultAction {
  CUT,
  BLACKHOLE,
  LOSE_REPLY
}

package io.entasis.internal.loading;

/** As what rows come in. */
enum Landing {
  /** Above the raw floor, to be changed like any others. */
  OPEN,
  /** Right below the floor, which goes down to their start. */
  REOPENED,
  /** Below the floor: neither they nor what was computed from them can change. */
  SEALED
}

package io.entasis.conformance.cache;

/**
 * What a process did to a subject.
 *
 * @param wrote whether it wrote the version, or else read it
 * @param key the kind and the subject
 * @param version what was written or read
 * @param nanos when the commit had returned, or when the reading began, by {@link System#nanoTime()}
 * @param fromCache whether it was read from the cache
 */
record Event(boolean wrote, String key, int version, long nanos, boolean fromCache) {

  static Event written(String key, int version) {
    return new Event(true, key, version, System.nanoTime(), false);
  }

  static Event parse(String line) {
    String[] parts = line.split(" ", -1);
    return new Event(
        Boolean.parseBoolean(parts[0]),
        parts[1],
        Integer.parseInt(parts[2]),
        Long.parseLong(parts[3]),
        Boolean.parseBoolean(parts[4]));
  }

  @Override
  public String toString() {
    return wrote + " " + key + " " + version + " " + nanos + " " + fromCache;
  }
}

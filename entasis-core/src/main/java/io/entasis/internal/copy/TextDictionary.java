package io.entasis.internal.copy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts that repeat: each different one is decoded once and then known by its code. Not thread-safe. */
public final class TextDictionary {

  private static final int FREE = -1;

  private final List<String> texts = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private int[] slots = freeSlots(64);

  /** The code of the text in those bytes; a new text gets the next one. */
  int code(byte[] bytes, int from, int length) {
    int slot = slotOf(bytes, from, length);
    if (slots[slot] != FREE) {
      return slots[slot];
    }
    int code = texts.size();
    texts.add(new String(bytes, from, length, StandardCharsets.UTF_8));
    encoded.add(Arrays.copyOfRange(bytes, from, from + length));
    slots[slot] = code;
    if (texts.size() * 2 > slots.length) {
      grow();
    }
    return code;
  }

  /** The code of the text; a new text gets the next one. */
  public int code(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return code(bytes, 0, bytes.length);
  }

  /** The text of a code. */
  public String text(int code) {
    return texts.get(code);
  }

  /** All texts, by their codes. */
  public List<String> texts() {
    return texts;
  }

  private void grow() {
    slots = freeSlots(slots.length * 2);
    for (int code = 0; code < encoded.size(); code++) {
      byte[] bytes = encoded.get(code);
      slots[slotOf(bytes, 0, bytes.length)] = code;
    }
  }

  /** The slot that holds the text, or the free one where it belongs. */
  private int slotOf(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    while (slots[slot] != FREE && !same(encoded.get(slots[slot]), bytes, from, length)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static boolean same(byte[] known, byte[] bytes, int from, int length) {
    return Arrays.equals(known, 0, known.length, bytes, from, from + length);
  }

  private static int[] freeSlots(int number) {
    int[] free = new int[number];
    Arrays.fill(free, FREE);
    return free;
  }
}

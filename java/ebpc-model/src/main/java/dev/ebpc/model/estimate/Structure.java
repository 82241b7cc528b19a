package dev.ebpc.model.estimate;

import dev.ebpc.model.HardwareParameters;
import java.util.List;

/**
 * What every unit is made of besides its registers, by the width of what it does: a multiplexer per
 * register bit that is held or loaded, a barrel shifter of log2 stages, a selector of k inputs as
 * k-1 multiplexers, an adder per counter or difference. State machines and handshakes count as two
 * dozen gates each. Units in the order of {@link RegisterBits}.
 */
final class Structure {
  private static final int CONTROL = 24;

  private Structure() {}

  static List<Logic> ofEncoder(HardwareParameters p) {
    int w = p.wordBits();
    int n = p.blockSize();
    int l = p.logWordBits();
    int b = p.logBlockSize();
    int z = p.logMaxZeroRun();
    int block = w + (w + 1) * (n - 1);
    return List.of(
        // Holds a word; compares it with zero.
        new Logic(w + 2, b, 0, w + CONTROL),
        // Subtracts and shifts differences in.
        new Logic(n * (w + 1) + w, w + 1 + b, 0, CONTROL),
        // Loads or holds.
        new Logic(block, 0, 0, CONTROL),
        // Selects a plane and its neighbour, finds and codes the symbol.
        new Logic(2 * w * (n - 1) + 5 * n, 2 * (l + 1), n - 1, 6 * n + CONTROL),
        // Places a code at any offset, keeps or moves up what is there.
        new Logic(2 * w * l + 2 * 2 * w, l + 1, 0, 2 * w + CONTROL),
        new Logic(w, 0, 0, CONTROL),
        // The same for codes of at most Z+2 bits.
        new Logic((w + z + 2) * l + 2 * 2 * w, l + 1 + z, 0, 2 * w + CONTROL),
        new Logic(0, 0, 0, 2 * CONTROL));
  }

  static List<Logic> ofDecoder(HardwareParameters p) {
    int w = p.wordBits();
    int n = p.blockSize();
    int l = p.logWordBits();
    int b = p.logBlockSize();
    int z = p.logMaxZeroRun();
    int block = w + (w + 1) * (n - 1);
    int counter = 24;
    return List.of(
        new Logic(counter + w, counter, 0, counter + CONTROL),
        // Drops 1 or 1+Z bits, places a word at any offset, counts a run.
        new Logic(2 * 2 * w + 2 * w * l + z, l + 1 + z, 0, 2 * w + CONTROL),
        // Drops any number of bits, places a word at any offset.
        new Logic(2 * w * (l + 1) + 2 * w * l, 2 * (l + 1), 0, 2 * w + CONTROL),
        // Recognises a symbol, expands it, adds it to the plane before.
        new Logic(4 * (n - 1), 2 * l + 1, n - 1, 6 * n + (n - 1) * b + CONTROL),
        new Logic(block, 0, 0, CONTROL),
        new Logic(block, 0, 0, CONTROL),
        // Selects a difference, adds it.
        new Logic((n - 2) * w + 2 * w, w + b, 0, CONTROL));
  }
}

package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AutoEngineTest {

  private record TestCoder(String engine, Profile profile, int rank, int fewestBytes)
      implements Coder {
    @Override
    public Scratch newScratch() {
      return new Scratch() {};
    }
  }

  private record TestEngine(String name, List<CoderStatus> coders) implements Engine {
    TestEngine(String name, Coder... coders) {
      this(name, Stream.of(coders).map(coder -> CoderStatus.available(coder, "test")).toList());
    }

    @Override
    public String description() {
      return "test";
    }
  }

  private static final Coder PLAIN_HARDWARE = new TestCoder("plain", Profile.HARDWARE, 0, 0);
  private static final Coder PLAIN_PACKED = new TestCoder("plain", Profile.PACKED, 0, 0);
  private static final Engine PLAIN = new TestEngine("plain", PLAIN_HARDWARE, PLAIN_PACKED);
  private static final Coder FAST_HARDWARE = new TestCoder("fast", Profile.HARDWARE, 2, 100);
  private static final Engine FAST = new TestEngine("fast", FAST_HARDWARE);
  private static final Coder SLOW_PACKED = new TestCoder("slow", Profile.PACKED, -1, 0);
  private static final Engine SLOW = new TestEngine("slow", SLOW_PACKED);

  private final Engine auto = new AutoEngine(PLAIN, List.of(FAST, PLAIN, SLOW));

  @Test
  void eachProfileHasItsBestCoder() {
    assertSame(FAST_HARDWARE, auto.coder(Profile.HARDWARE).orElseThrow());
    assertSame(PLAIN_PACKED, auto.coder(Profile.PACKED).orElseThrow());
    assertEquals("fast for hardware, plain for packed", auto.description());
  }

  @Test
  void batchesThatAreTooSmallGoToPlainJava() {
    assertSame(PLAIN_HARDWARE, auto.coder(Profile.HARDWARE, 99));
    assertSame(FAST_HARDWARE, auto.coder(Profile.HARDWARE, 100));
    assertSame(PLAIN_PACKED, auto.coder(Profile.PACKED, 1));
  }

  @Test
  void aProfileThatNobodyHasIsRefused() {
    assertTrue(auto.coder(Profile.ENTROPY).isEmpty());
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> auto.coder(Profile.ENTROPY, 1_000_000));
    assertEquals("engine auto has no coder for profile entropy", refusal.getMessage());
  }

  @Test
  void workingMemoryIsMadeOncePerCoder() {
    Scratches scratches = new Scratches();
    Coder.Scratch fast = scratches.of(FAST_HARDWARE);
    Coder.Scratch plain = scratches.of(PLAIN_HARDWARE);
    assertSame(fast, scratches.of(FAST_HARDWARE));
    assertSame(plain, scratches.of(PLAIN_HARDWARE));
  }
}

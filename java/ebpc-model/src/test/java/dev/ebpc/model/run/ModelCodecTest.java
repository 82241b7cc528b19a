package dev.ebpc.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.Transmission;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.Vectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The model as a codec among others. */
class ModelCodecTest {
  private static final HexFormat HEX = HexFormat.of();

  @TestFactory
  Stream<DynamicTest> goldenStreamsBothWays() {
    List<JsonNode> cases = Vectors.cases("streams.json");
    assertEquals(158, cases.size());
    return cases.stream()
        .map(node -> DynamicTest.dynamicTest(node.get("id").asText(), () -> checkGolden(node)));
  }

  private static void checkGolden(JsonNode node) {
    HardwareParameters parameters = Vectors.parameters(node);
    CodeParameters code = parameters.code();
    int[] words = Vectors.words(node.get("words").asText(), parameters);
    Transmission transmission = ModelCodec.encode(words, code);
    assertEquals(node.get("znz").asText(), HEX.formatHex(transmission.znz()), "ZNZ");
    assertEquals(node.get("bpc").asText(), HEX.formatHex(transmission.bpc()), "BPC");
    assertEquals(node.get("znz_bits").asInt(), transmission.znzBits(), "ZNZ bits");
    assertEquals(node.get("bpc_bits").asInt(), transmission.bpcBits(), "BPC bits");
    assertEquals(words.length, transmission.words());
    assertEquals(Arrays.stream(words).filter(word -> word != 0).count(), transmission.nonZeros());
    assertArrayEquals(words, decode(transmission));
  }

  private static int[] decode(Transmission transmission) {
    return ModelCodec.decode(
        transmission.words(), transmission.znz(), transmission.bpc(), transmission.parameters());
  }

  @Test
  void streamsPaddedToBytesOnlyAreDecodedToo() {
    CodeParameters code = new CodeParameters(32, 16, 16);
    int[] words = Inputs.words(HardwareParameters.of(code), 300, new SplittableRandom(1));
    Transmission transmission = ModelCodec.encode(words, code);
    byte[] znz = Arrays.copyOf(transmission.znz(), Math.ceilDiv(transmission.znzBits(), 8));
    byte[] bpc = Arrays.copyOf(transmission.bpc(), Math.ceilDiv(transmission.bpcBits(), 8));
    assertArrayEquals(words, ModelCodec.decode(words.length, znz, bpc, code));
  }

  @Test
  void aStreamThatEndsTooEarlyIsNamed() {
    CodeParameters code = HardwareParameters.PUBLISHED.code();
    int[] words = {1, 2, 3, 0, 0, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7};
    Transmission whole = ModelCodec.encode(words, code);
    byte[] lessZnz = Arrays.copyOf(whole.znz(), whole.znz().length - 1);
    byte[] lessBpc = Arrays.copyOf(whole.bpc(), whole.bpc().length - 2);
    assertTooShort(Place.ZNZ, () -> ModelCodec.decode(words.length, lessZnz, whole.bpc(), code));
    assertTooShort(Place.BPC, () -> ModelCodec.decode(words.length, whole.znz(), lessBpc, code));
  }

  private static void assertTooShort(Place place, Runnable decoding) {
    EbpcException error = assertThrows(EbpcException.class, decoding::run);
    assertEquals(place, error.place());
    assertEquals(ErrorCode.STREAM_TOO_SHORT, error.code());
  }

  /**
   * The hardware checks nothing: garbage gives words or a stream too short, never anything else.
   */
  @Test
  void anyBytesAreSurvived() {
    SplittableRandom random = new SplittableRandom(11);
    int decoded = 0;
    for (HardwareParameters parameters : Inputs.allParameters()) {
      if (parameters.logMaxZeroRun() > 8) {
        continue;
      }
      for (int i = 0; i < 30; i++) {
        byte[] znz = new byte[random.nextInt(1, 40)];
        byte[] bpc = new byte[random.nextInt(0, 90)];
        random.nextBytes(znz);
        random.nextBytes(bpc);
        int words = random.nextInt(1, 200);
        try {
          assertEquals(words, ModelCodec.decode(words, znz, bpc, parameters.code()).length);
          decoded++;
        } catch (EbpcException e) {
          assertEquals(ErrorCode.STREAM_TOO_SHORT, e.code());
        }
      }
    }
    assertTrue(decoded > 50, "hardly any garbage was long enough to be decoded");
  }

  @Test
  void whatTheHardwareCannotDoIsRefused() {
    int[] words = {1};
    CodeParameters published = HardwareParameters.PUBLISHED.code();
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelCodec.encode(words, new CodeParameters(12, 8, 16)));
    assertThrows(IllegalArgumentException.class, () -> ModelCodec.encode(new int[0], published));
    assertThrows(
        IllegalArgumentException.class, () -> ModelCodec.encode(new int[] {256}, published));
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelCodec.decode(0, new byte[1], new byte[0], published));
  }

  @Test
  void outputIsCutAtTheLastFlags() {
    EncoderJob job = jobOf(new int[] {1, 2, 0}, new int[] {0, 0}, new int[] {7});
    List<Streams> streams = StreamSplitter.split(job, new EncoderRun(job).run());
    DecoderJob back =
        new DecoderJob(
            job.parameters(),
            job.behaviour(),
            streams,
            DecoderJob.Start.AFTER_NUM_WORDS,
            StallPattern.ALWAYS,
            StallPattern.ALWAYS,
            StallPattern.ALWAYS);
    assertArrayEquals(new int[] {1, 2, 0, 0, 0, 7}, new DecoderRun(back).run().out().words());
  }

  @Test
  void aLostWordIsNoticedWhenCutting() {
    EncoderJob job = jobOf(Arrays.copyOf(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 20));
    EncoderTrace trace = new EncoderRun(job).run();
    assertThrows(IllegalArgumentException.class, () -> StreamSplitter.split(job, trace));
  }

  private static EncoderJob jobOf(int[]... transmissions) {
    EncoderJob one = EncoderJob.of(HardwareParameters.PUBLISHED, transmissions[0]);
    return new EncoderJob(
        one.parameters(),
        one.behaviour(),
        List.of(transmissions),
        one.start(),
        one.inputValid(),
        one.znzReady(),
        one.bpcReady());
  }
}

package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.Ebpc;
import dev.ebpc.engine.Engine;
import dev.ebpc.tools.demo.Demonstration;
import dev.ebpc.tools.demo.FeatureMap;
import dev.ebpc.tools.demo.MapReport;
import dev.ebpc.tools.io.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code ebpc demo}: the main job on the feature maps that come with the tools. */
@Command(
    name = "demo",
    description = "Compress, verify and restore real feature maps that come with the tools.")
final class DemoCommand extends ToolCommand {
  private static final String HEADER = "%-15s %-25s %-8s %6s %6s %6s %6s %6s %7s %7s";
  private static final String ROW = "%-15s %-25s %-8s %6.1f %6.2f %6.2f %6.2f %6.2f %7.2f %7.2f";

  @Mixin EngineOption engine = new EngineOption();

  @Override
  public Integer call() throws IOException {
    Engine one = engine.one();
    List<Engine> verified = engine.several();
    Demonstration demonstration = new Demonstration(Ebpc.builder().engine(one).build(), verified);
    List<FeatureMap> maps = FeatureMap.shipped();
    String names = verified.stream().map(Engine::name).collect(Collectors.joining(", "));
    say("Real feature maps, n = 8, R = 16; verified: %s; timed: %s, one thread", names, one.name());
    say("");
    say(HEADER, "", "", "", "zeros", "EBPC", "EBPC", "ZVC", "z-RLE", "encode", "decode");
    say(
        HEADER, "network", "layer", "format", "%", "ratio", ".ebpc", "ratio", "ratio", "GB/s",
        "GB/s");
    demonstration.warmUp(maps);
    List<MapReport> reports = new ArrayList<>();
    ObjectNode document = Json.object().put("engine", one.name());
    ArrayNode rows = document.putArray("maps");
    for (FeatureMap map : maps) {
      MapReport report = demonstration.run(map);
      reports.add(report);
      sayRow(map.network(), map.layer(), map.format().label(), report);
      describe(
          report,
          rows.addObject()
              .put("network", map.network())
              .put("layer", map.layer())
              .put("format", map.format().label()));
    }
    MapReport total = MapReport.total(reports);
    sayRow("all together", "", "", total);
    describe(total, document.putObject("total"));
    conclude(total);
    document(document);
    return total.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void conclude(MapReport total) {
    say("");
    say("EBPC ratio: the bare hardware streams; .ebpc: the frame with directory and checksums.");
    say("GB/s: words in memory to frame and back, short loops on this machine; indicative.");
    if (total.problems().isEmpty()) {
      say("All streams are as long as the reference says, equal on all engines, and restored.");
    }
    total.problems().forEach(console()::complain);
  }

  private void sayRow(String network, String layer, String format, MapReport map) {
    say(
        ROW,
        network,
        layer,
        format,
        map.zeroPercent(),
        map.ratio(),
        map.frameRatio(),
        map.zvcRatio(),
        map.zeroRleRatio(),
        map.encodeSpeed(),
        map.decodeSpeed());
  }

  private static void describe(MapReport map, ObjectNode entry) {
    entry
        .put("words", map.words())
        .put("zeros", map.zeros())
        .put("bytes", map.bytes())
        .put("rawBits", map.rawBits())
        .put("streamBits", map.streamBits())
        .put("frameBytes", map.frameBytes())
        .put("zvcBits", map.zvcBits())
        .put("zeroRleBits", map.zeroRleBits())
        .put("encodeGBps", map.encodeSpeed())
        .put("decodeGBps", map.decodeSpeed());
    ArrayNode problems = entry.putArray("problems");
    map.problems().forEach(problems::add);
  }
}

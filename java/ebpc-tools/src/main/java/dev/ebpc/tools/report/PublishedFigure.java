package dev.ebpc.tools.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the paper says of a network. Source: L. Cavigelli, G. Rutishauser, L. Benini, "EBPC:
 * Extended Bit-Plane Compression for Deep Neural Network Inference and Training Accelerators",
 * 2019, and the figure of the evaluation scripts that accompany it; both for 8-bit fixed point.
 *
 * @param network the paper's network
 * @param names names under which users know it
 * @param inFigure mean ratio in the figure
 * @param inAbstract ratio that the abstract states, 0 if it states none
 */
record PublishedFigure(String network, Pattern names, double inFigure, double inAbstract) {
  /** The format that the figures are for. */
  static final String FORMAT = "fixed8";

  private static final List<PublishedFigure> ALL =
      List.of(
          of("AlexNet", "(?i)alexnet.*", 4.65, 5.1),
          of("VGG-16", "(?i)vgg-?_?16.*", 3.53, 4.0),
          of("ResNet-34", "(?i)resnet-?_?(18|34|50|101).*", 2.12, 2.4),
          of("SqueezeNet", "(?i)squeezenet.*", 2.52, 0),
          of("MobileNetV2", "(?i)mobilenet-?_?v2.*", 1.95, 2.2));

  private static PublishedFigure of(
      String network, String names, double inFigure, double inAbstract) {
    return new PublishedFigure(network, Pattern.compile(names), inFigure, inAbstract);
  }

  /** The figure for a network, if the paper has one. */
  static Optional<PublishedFigure> of(String name) {
    return ALL.stream().filter(figure -> figure.names.matcher(name).matches()).findFirst();
  }
}

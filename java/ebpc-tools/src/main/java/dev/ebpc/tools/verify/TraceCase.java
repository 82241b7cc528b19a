package dev.ebpc.tools.verify;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One recorded trace of the hardware and the job that gave it.
 *
 * @param id its name in the file
 * @param encoder whether it is the encoder's
 * @param expected what happened at every port, in order
 * @param model plays the job into the model and tells the same of it, with the same keys
 */
record TraceCase(
    String id,
    boolean encoder,
    Map<String, List<PortEvent>> expected,
    Supplier<Map<String, List<PortEvent>>> model) {}

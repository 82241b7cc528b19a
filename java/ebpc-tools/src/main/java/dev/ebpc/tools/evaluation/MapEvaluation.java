package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.maps.MapInfo;

/**
 * What was counted in one feature map.
 *
 * @param info where it comes from
 * @param counts what was counted
 */
public record MapEvaluation(MapInfo info, Counts counts) {}

package dev.ebpc.tools.io;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Which files of a folder a command takes.
 *
 * @param description what they are, with their singular: {@code .ebpc file}
 * @param wanted tells one
 */
public record FileKind(String description, Predicate<Path> wanted) {}

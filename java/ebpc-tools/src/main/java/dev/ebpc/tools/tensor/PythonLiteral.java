package dev.ebpc.tools.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Python literal in the header of an .npy file: dictionaries, tuples, lists, strings,
 * whole numbers, {@code True}, {@code False} and {@code None}. Nothing is ever evaluated.
 */
final class PythonLiteral {
  /** Deeper than any dtype that numpy can describe. */
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Reads a dictionary with string keys that fills the whole text, white space apart.
   *
   * @param text the literal
   * @return its entries: {@link String}, {@link Long}, {@link Boolean}, {@link List} (tuples and
   *     lists), {@link Map}, or null for None
   * @throws TensorFileException if it is no such literal, with the character where it is not
   */
  static Map<String, Object> dictionary(String text) throws TensorFileException {
    PythonLiteral literal = new PythonLiteral(text);
    literal.skipSpace();
    literal.expect('{');
    Map<String, Object> entries = literal.entries(0);
    literal.skipSpace();
    if (literal.at != text.length()) {
      throw literal.wrong("nothing behind the dictionary");
    }
    return entries;
  }

  private Object value(int depth) throws TensorFileException {
    if (depth > MAX_DEPTH) {
      throw wrong("at most " + MAX_DEPTH + " levels");
    }
    skipSpace();
    char c = peek();
    return switch (c) {
      case '{' -> {
        at++;
        yield entries(depth);
      }
      case '(' -> items(')', depth);
      case '[' -> items(']', depth);
      case '\'', '"' -> string();
      default -> Character.isDigit(c) || c == '-' ? number() : word();
    };
  }

  private Map<String, Object> entries(int depth) throws TensorFileException {
    Map<String, Object> entries = new LinkedHashMap<>();
    while (!skipTo('}')) {
      String key = string();
      skipSpace();
      expect(':');
      if (entries.containsKey(key)) {
        throw wrong("'" + key + "' only once");
      }
      entries.put(key, value(depth + 1));
      separator('}');
    }
    return entries;
  }

  private List<Object> items(char close, int depth) throws TensorFileException {
    at++;
    List<Object> items = new ArrayList<>();
    while (!skipTo(close)) {
      items.add(value(depth + 1));
      separator(close);
    }
    return items;
  }

  private String string() throws TensorFileException {
    skipSpace();
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw wrong("a string");
    }
    StringBuilder string = new StringBuilder();
    for (at++; peek() != quote; at++) {
      if (peek() == '\\') {
        at++;
      }
      string.append(peek());
    }
    at++;
    return string.toString();
  }

  private Long number() throws TensorFileException {
    int start = at;
    do {
      at++;
    } while (Character.isDigit(peek()));
    String digits = text.substring(start, at);
    if (peek() == 'L') {
      at++; // a long of Python 2
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLong) {
      at = start;
      throw wrong("a number of 64 bits");
    }
  }

  private Boolean word() throws TensorFileException {
    if (text.startsWith("True", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("False", at)) {
      at += 5;
      return false;
    }
    if (text.startsWith("None", at)) {
      at += 4;
      return null;
    }
    throw wrong("a literal");
  }

  private boolean skipTo(char close) throws TensorFileException {
    skipSpace();
    if (peek() != close) {
      return false;
    }
    at++;
    return true;
  }

  private void separator(char close) throws TensorFileException {
    skipSpace();
    if (peek() == ',') {
      at++;
    } else if (peek() != close) {
      throw wrong("',' or '" + close + "'");
    }
  }

  private void expect(char c) throws TensorFileException {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private char peek() throws TensorFileException {
    if (at >= text.length()) {
      throw new TensorFileException("the .npy header ends inside its dictionary");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private TensorFileException wrong(String expected) {
    return new TensorFileException(".npy header, character " + at + ": expected " + expected);
  }
}

package dev.ebpc.code;

/** What a profile tells of one batch without decoding it; each profile has a type of its own. */
public interface BatchContent {}

package io.purplemcp.operator.sandbox.wire;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that can be set under {@code /_sandbox/}, by a JSON object of texts.
 *
 * @param set throws an {@link IllegalArgumentException} for what cannot be
 */
public record ControlSwitch(Consumer<Map<String, String>> set) {}

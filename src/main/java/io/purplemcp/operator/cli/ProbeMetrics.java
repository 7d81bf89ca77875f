package io.purplemcp.operator.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.purplemcp.operator.resource.mcp.Outcome;
import io.purplemcp.operator.resource.mcp.ProbeListener;
import io.purplemcp.operator.resource.mcp.Question;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures the MCP sessions that the operator has with its deployments. */
final class ProbeMetrics implements ProbeListener {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Outcome.Served> served = new ConcurrentHashMap<>();

  ProbeMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void attempted(Question question, Outcome outcome) {
    String result = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Tags tags = Tags.of("endpoint", question.deployment());
    registry.counter("purple.endpoint.sessions", tags.and("result", result)).increment();
    if (outcome instanceof Outcome.Served session) {
      registry.timer("purple.endpoint.latency", tags).record(session.latency());
      if (served.put(question.deployment(), session) == null) {
        gauges(question.deployment(), tags);
      }
    }
  }

  private void gauges(String endpoint, Tags tags) {
    Gauge.builder("purple.endpoint.tools", served, map -> map.get(endpoint).tools().size())
        .description("Tools that the server listed in the last session that went well")
        .tags(tags)
        .register(registry);
    Gauge.builder("purple.endpoint.certificate.days", served, map -> daysLeft(map.get(endpoint)))
        .description("Days until the certificate ends that clients are shown")
        .tags(tags)
        .register(registry);
  }

  private double daysLeft(Outcome.Served session) {
    return Duration.between(clock.instant(), session.certificateExpires()).toDays();
  }
}

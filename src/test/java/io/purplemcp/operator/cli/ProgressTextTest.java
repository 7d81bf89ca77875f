package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTextTest {
  private final ProgressText plain = new ProgressText(Ansi.PLAIN);

  @Test
  void aChangeIsALineWithTheTimeSinceTheStart() {
    Event event =
        Event.of(EventType.CHANGE_APPLIED)
            .with("deployment", "acme")
            .with("resource", "SecurityGroup")
            .with("id", "acme-alb")
            .with("action", "create")
            .with("call", "ec2:CreateSecurityGroup")
            .with("reason", "CONFIG")
            .build();

    assertThat(plain.line(event, Duration.ofSeconds(63)))
        .contains(" 1:03  + acme SecurityGroup/acme-alb ec2:CreateSecurityGroup");
  }

  @Test
  void aFailureSaysWhyAndIsRed() {
    Event event =
        Event.of(EventType.CHANGE_FAILED)
            .with("deployment", "acme")
            .with("resource", "Role")
            .with("reason", "Denied")
            .saying("allow iam:CreateRole to the operator's role");

    assertThat(plain.line(event, Duration.ZERO))
        .contains(" 0:00  x acme Role - Denied: allow iam:CreateRole to the operator's role");
    assertThat(new ProgressText(new Ansi(true)).line(event, Duration.ZERO).orElseThrow())
        .contains("\u001b[31mx\u001b[0m");
  }

  @Test
  void whatOnlyAnAlertIsMadeOfIsLeftOut() {
    Event drift = Event.of(EventType.DRIFT_DETECTED).with("deployment", "acme").build();

    assertThat(plain.line(drift, Duration.ZERO)).isEmpty();
  }
}

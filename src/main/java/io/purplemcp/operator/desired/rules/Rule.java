package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;

/**
 * A rule that a schema cannot say: about several fields of a deployment, or about the meaning of
 * one.
 */
public interface Rule {
  /**
   * JSON pointers of everything that the rule reads. It is left out for a document in which the
   * schema has found one of these broken, because the value is then absent.
   */
  List<String> reads();

  /** Judges one deployment. */
  void check(PurpleMcpDeployment deployment, Verdict verdict);

  /** Judges one gateway; what has nothing to say of gateways says nothing. */
  default void check(PurpleMcpGateway gateway, Verdict verdict) {}
}

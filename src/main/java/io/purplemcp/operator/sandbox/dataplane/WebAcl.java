package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Optional;

/** What a firewall in front of a load balancer decides before its listener looks at a request. */
@FunctionalInterface
public interface WebAcl {
  /** No load balancer has one. */
  WebAcl NONE = (context, loadBalancerArn, head) -> Optional.empty();

  /**
   * The answer to a request that is not let through. Called on the live state of the load
   * balancer's account and region, one request at a time.
   */
  Optional<Answer> stops(Context context, String loadBalancerArn, RequestHead head);
}

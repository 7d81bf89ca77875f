package io.purplemcp.operator.sandbox.core;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * Registers a service.
 *
 * @param signingName how the service is named in a request's signature: {@code
 *     elasticloadbalancing}
 * @param protocol the wire protocol
 * @param client the SDK's client interface, whose methods name the operations
 * @param global whether its state is the account's rather than a region's
 * @param type the implementation's class
 * @param create makes the instance that serves one call
 * @param readOnly operations that change nothing although their names do not begin with {@code
 *     Describe}, {@code Get} or {@code List}
 * @param ticker moves what happens by itself in this service, such as rollouts, up to a moment
 */
public record ServiceDefinition(
    String signingName,
    Protocol protocol,
    Class<?> client,
    boolean global,
    Class<? extends SandboxService> type,
    Function<Context, SandboxService> create,
    Set<String> readOnly,
    Ticker ticker) {

  public enum Protocol {
    /** {@code X-Amz-Target} and JSON. */
    AWS_JSON,
    /** Form parameters in, XML out. */
    AWS_QUERY,
    /** EC2's dialect of the query protocol. */
    EC2_QUERY
  }

  /** What happens without a call. */
  public interface Ticker {
    Ticker NONE = (context, now) -> {};

    /** Called before each request, on the live state of one scope. */
    void advance(Context context, Instant now);
  }
}

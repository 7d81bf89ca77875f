package io.purplemcp.operator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who a target's credentials are, asked once for every set of credentials and not once a pass: an
 * access key belongs to one account for as long as it exists.
 */
public final class CallerIdentity {
  private final Map<String, Caller> known = new ConcurrentHashMap<>();

  /**
   * @param accountId twelve digits
   * @param arn the user's or the assumed role's ARN
   */
  public record Caller(String accountId, String arn) {
    /** {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
      return arn.split(":")[1];
    }
  }

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException when there are no credentials, or
   *     AWS does not accept them
   */
  public Caller of(AwsClients clients) {
    String key =
        clients
            .sts()
            .serviceClientConfiguration()
            .credentialsProvider()
            .resolveIdentity()
            .join()
            .accessKeyId();
    Caller caller = known.get(key);
    if (caller == null) {
      // Not within the map: a target that does not answer must not hold up another.
      caller = ask(clients);
      known.put(key, caller);
    }
    return caller;
  }

  private static Caller ask(AwsClients clients) {
    var answer = clients.sts().getCallerIdentity();
    return new Caller(answer.account(), answer.arn());
  }
}

package io.purplemcp.operator.resource.iam;

import java.util.Map;

/**
 * The permission to decrypt a secret that a customer-managed KMS key encrypts. Secrets Manager asks
 * KMS in the name of whoever reads the secret, so that the reader needs it, but only by that way
 * (<a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secret
 * encryption and decryption</a>).
 */
final class SecretKey {
  private static final String DECRYPT = "kms:Decrypt";

  private SecretKey() {}

  /**
   * @param key an id, an alias or an ARN of either, as DescribeSecret gives it
   * @param secretArn says in which partition, region and account a key without an ARN is
   */
  static Map<String, Object> decryption(String key, String secretArn) {
    String[] secret = secretArn.split(":");
    String place = "arn:%s:kms:%s:%s:".formatted(secret[1], secret[3], secret[4]);
    String domain = secret[1].equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    Map<String, Object> through =
        Map.of("kms:ViaService", "secretsmanager.%s.%s".formatted(secret[3], domain));
    String arn = key.startsWith("arn:") ? key : place + (isAlias(key) ? key : "key/" + key);
    int alias = arn.indexOf(":alias/");
    return alias < 0
        ? statement(arn, Map.of("StringEquals", through))
        : statement(
            arn.substring(0, alias) + ":key/*",
            Map.of(
                "StringEquals",
                through,
                "ForAnyValue:StringEquals",
                Map.of("kms:ResourceAliases", arn.substring(alias + 1))));
  }

  private static boolean isAlias(String key) {
    return key.startsWith("alias/");
  }

  /** IAM takes no alias for a resource, so that an alias is a condition on all keys. */
  private static Map<String, Object> statement(String resource, Map<String, Object> condition) {
    return Map.of(
        "Effect", "Allow", "Action", DECRYPT, "Resource", resource, "Condition", condition);
  }
}

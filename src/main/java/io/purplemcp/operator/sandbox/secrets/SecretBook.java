package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the other services find secrets and their values. */
public final class SecretBook {
  private static final Pattern SUFFIX = Pattern.compile(".*-[A-Za-z0-9]{6}");

  private SecretBook() {}

  /**
   * A secret of the caller's account and region, also one under deletion.
   *
   * @param id the name, the whole ARN, or the ARN without its random end; the last is not found
   *     where the name itself ends in a hyphen and six characters, as AWS takes these for the end
   */
  public static Optional<SecretRow> find(Context context, String id) {
    Table<SecretRow> secrets = context.table(SecretTables.SECRETS);
    String prefix = context.scope().arn("secretsmanager", "secret:");
    if (!id.startsWith("arn:")) {
      return secrets.find(id);
    }
    return secrets.all().stream()
        .filter(secret -> id.startsWith(prefix))
        .filter(secret -> secret.arn().equals(id) || partial(secret, prefix, id))
        .findFirst();
  }

  private static boolean partial(SecretRow secret, String prefix, String id) {
    return id.equals(prefix + secret.name()) && !SUFFIX.matcher(secret.name()).matches();
  }

  /**
   * The text of one version: that with the id, or with the label, or the current one.
   *
   * @param versionId empty for the one with the label
   * @param stage empty for {@code AWSCURRENT}
   */
  public static Optional<String> text(SecretRow secret, String versionId, String stage) {
    Optional<String> version =
        versionId.isEmpty()
            ? secret.versionWith(stage.isEmpty() ? SecretRow.CURRENT : stage)
            : Optional.of(versionId);
    return version
        .map(secret.versions()::get)
        .filter(found -> stage.isEmpty() || found.stages().contains(stage))
        .flatMap(SecretRow.Version::text);
  }

  /** The current text, which for the console's secret is a JSON object. */
  public static Optional<String> currentText(SecretRow secret) {
    return text(secret, "", "");
  }
}

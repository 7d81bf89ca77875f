package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Plain environment variables carry no secret, take nothing away that the operator sets, and have
 * the form that the server wants. No message tells a value.
 */
public final class EnvironmentRule implements Rule {
  private static final String ENVIRONMENT = "/spec/server/environment";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  private static final Set<String> FROM_SECRET =
      Set.of("PURPLEMCP_CONSOLE_TOKEN", "PURPLEMCP_CONSOLE_BASE_URL");

  /** The server's third secret; there is no place for it yet but a secret of one's own. */
  private static final Set<String> SECRETS = Set.of("PURPLEMCP_LOGFIRE_TOKEN");

  private static final Map<String, String> SET_BY_OPERATOR =
      Map.of(
          "MCP_MODE", "the operator sets it to streamable-http",
          "PURPLEMCP_TRANSPORT_MODE", "the operator sets the transport by MCP_MODE",
          "PURPLEMCP_STATELESS_HTTP", "the operator sets it to True",
          "MCP_PORT", "set spec.server.port instead");

  private static final Pattern ENDPOINT =
      Pattern.compile("PURPLEMCP_[A-Z_]+_(GRAPHQL|RESTAPI)_ENDPOINT");

  /** A JSON Web Token: a header that begins with {"…, a payload and a signature. */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(TOKEN|PASSWORD|SECRET|API_?KEY|PRIVATE_?KEY)");

  /** Nothing: what stands beside a broken variable may still be a secret. */
  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment.spec().server().environment().forEach((name, value) -> check(name, value, verdict));
  }

  /** Whether a variable of this name and value may hold what must not be shown to anybody. */
  public static boolean mayBeSecret(String name, String value) {
    return FROM_SECRET.contains(name)
        || SECRETS.contains(name)
        || SECRET_NAME.matcher(name).matches()
        || TOKEN.matcher(value).matches();
  }

  /** Whether the operator itself gives the variable its value. */
  public static boolean isSetByOperator(String name) {
    return SET_BY_OPERATOR.containsKey(name);
  }

  private static void check(String name, String value, Verdict verdict) {
    String at = ENVIRONMENT + "/" + name.replace("~", "~0").replace("/", "~1");
    if (!NAME.matcher(name).matches()) {
      verdict.reject(at, "a variable's name has letters, digits and underscores, no digit first");
    } else if (FROM_SECRET.contains(name)) {
      verdict.reject(
          at,
          "never in plain text: it comes from the secret that spec.console names; remove it"
              + " here, and replace the token if it was real");
    } else if (SECRETS.contains(name) || TOKEN.matcher(value).matches()) {
      verdict.reject(
          at, "a secret must not stand in plain text; remove it, and replace it if it was real");
    } else if (SET_BY_OPERATOR.containsKey(name)) {
      verdict.reject(at, SET_BY_OPERATOR.get(name) + "; remove it");
    } else if (ENDPOINT.matcher(name).matches() && !value.startsWith("/")) {
      verdict.reject(at, "an endpoint's path must begin with /");
    } else if (SECRET_NAME.matcher(name).matches()) {
      verdict.warn(at, "this looks like a secret; plain variables can be read by many");
    }
  }
}

package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.TableKey;

/** What WAF keeps. */
public final class WafTables {
  /** By ARN. */
  public static final TableKey<WebAclRow> WEB_ACLS = TableKey.of("waf.webAcls", WebAclRow.class);

  /** The ARN of the web ACL, by the ARN of the load balancer that it guards. */
  static final TableKey<String> ASSOCIATIONS = TableKey.of("waf.associations", String.class);

  /** What rate-based rules have counted, by web ACL, rule and address. */
  static final TableKey<RateCount> COUNTS = TableKey.of("waf.counts", RateCount.class);

  private WafTables() {}
}

package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.acm.AcmService;
import io.purplemcp.operator.sandbox.ec2.Ec2TagSource;
import io.purplemcp.operator.sandbox.ecs.EcsTagSource;
import io.purplemcp.operator.sandbox.elb.ElbTags;
import io.purplemcp.operator.sandbox.logs.LogTags;
import io.purplemcp.operator.sandbox.secrets.SecretTags;
import io.purplemcp.operator.sandbox.waf.WafService;
import java.util.List;

/**
 * Every service whose tags the Resource Groups Tagging API sees. IAM is not among them: its roles
 * are global and the API does not list them in a region.
 */
public final class TagSources {
  /**
   * One line for each service: a {@link TagSource} of that service's package, reading its tables
   * ({@code ElbTags::all}). A service does not know this package.
   */
  public static final List<TagSource> ALL =
      List.of(
          AcmService::tags,
          Ec2TagSource::tags,
          EcsTagSource::tags,
          ElbTags::all,
          LogTags::all,
          SecretTags::all,
          WafService::tags);

  private TagSources() {}
}

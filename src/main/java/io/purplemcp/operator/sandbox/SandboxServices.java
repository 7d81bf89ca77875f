package io.purplemcp.operator.sandbox;

import io.purplemcp.operator.sandbox.acm.AcmService;
import io.purplemcp.operator.sandbox.cloudtrail.CloudTrailService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.Trail;
import io.purplemcp.operator.sandbox.ec2.Ec2;
import io.purplemcp.operator.sandbox.ecr.EcrService;
import io.purplemcp.operator.sandbox.ecs.EcsService;
import io.purplemcp.operator.sandbox.elb.Certificates;
import io.purplemcp.operator.sandbox.elb.Elb;
import io.purplemcp.operator.sandbox.iam.IamService;
import io.purplemcp.operator.sandbox.logs.LogsService;
import io.purplemcp.operator.sandbox.scaling.ApplicationAutoScalingService;
import io.purplemcp.operator.sandbox.secrets.SecretsManagerService;
import io.purplemcp.operator.sandbox.sts.StsService;
import io.purplemcp.operator.sandbox.tagging.TaggingService;
import io.purplemcp.operator.sandbox.waf.WafService;
import java.util.ArrayList;
import java.util.List;

/** The AWS services that the sandbox knows. */
final class SandboxServices {
  private SandboxServices() {}

  /**
   * @param trail what CloudTrail knows of
   */
  static List<ServiceDefinition> all(Trail trail) {
    List<ServiceDefinition> services = new ArrayList<>();
    services.add(AcmService.definition(Certificates::usersOf));
    services.addAll(Ec2.definitions());
    services.addAll(Elb.definitions());
    services.add(EcrService.definition());
    services.add(EcsService.definition());
    services.add(ApplicationAutoScalingService.definition());
    services.add(StsService.definition());
    services.add(IamService.definition());
    services.add(TaggingService.definition());
    services.add(LogsService.definition());
    services.add(SecretsManagerService.definition());
    services.add(CloudTrailService.definition(trail));
    services.add(WafService.definition());
    return services;
  }
}

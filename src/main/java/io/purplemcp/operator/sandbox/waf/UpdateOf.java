package io.purplemcp.operator.sandbox.waf;

import software.amazon.awssdk.services.wafv2.model.CreateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclRequest;

/** A creation as an update of nothing: the two requests carry the same settings. */
final class UpdateOf {
  private UpdateOf() {}

  static UpdateWebAclRequest creation(CreateWebAclRequest request) {
    var update =
        UpdateWebAclRequest.builder()
            .defaultAction(request.defaultAction())
            .description(request.description())
            .rules(request.rules())
            .visibilityConfig(request.visibilityConfig())
            .captchaConfig(request.captchaConfig())
            .challengeConfig(request.challengeConfig())
            .associationConfig(request.associationConfig())
            .dataProtectionConfig(request.dataProtectionConfig())
            .onSourceDDoSProtectionConfig(request.onSourceDDoSProtectionConfig());
    if (request.hasCustomResponseBodies()) {
      update.customResponseBodies(request.customResponseBodies());
    }
    if (request.hasTokenDomains()) {
      update.tokenDomains(request.tokenDomains());
    }
    return update.build();
  }
}

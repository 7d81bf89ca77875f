package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;

/** Who uses certificates; told to Certificate Manager, which knows no other service. */
@FunctionalInterface
public interface CertificateUse {
  /** ARNs of the resources that use a certificate. */
  List<String> usersOf(Context context, String certificateArn);
}

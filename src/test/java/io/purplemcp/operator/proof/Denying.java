package io.purplemcp.operator.proof;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** An IAM policy that allows everything but one operation of EC2. */
record Denying(String operation) implements ExecutionInterceptor {
  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    if (operation.equals(about.getAttribute(SdkExecutionAttribute.OPERATION_NAME))) {
      throw Ec2Exception.builder()
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("UnauthorizedOperation")
                  .errorMessage("You are not authorized to perform this operation.")
                  .build())
          .build();
    }
  }
}

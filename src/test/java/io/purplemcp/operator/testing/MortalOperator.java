package io.purplemcp.operator.testing;

import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Ends the process at its n-th mutating call, once. */
public final class MortalOperator implements ExecutionInterceptor {
  private static final Pattern READ = Pattern.compile("(Describe|List|Get).*");

  /** When it dies. */
  public enum Moment {
    BEFORE_THE_CALL,
    BEFORE_THE_ANSWER
  }

  private final int position;
  private final Moment moment;
  private int writes;
  private boolean dead;

  private MortalOperator(int position, Moment moment) {
    this.position = position;
    this.moment = moment;
  }

  public static MortalOperator at(int position, Moment moment) {
    return new MortalOperator(position, moment);
  }

  public static MortalOperator never() {
    return new MortalOperator(Integer.MAX_VALUE, Moment.BEFORE_THE_CALL);
  }

  /** How many mutating calls were made. */
  public int writes() {
    return writes;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (read(attributes)) {
      return;
    }
    writes++;
    die(Moment.BEFORE_THE_CALL, attributes);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (!read(attributes)) {
      die(Moment.BEFORE_THE_ANSWER, attributes);
    }
  }

  private void die(Moment now, ExecutionAttributes attributes) {
    if (!dead && moment == now && writes == position) {
      dead = true;
      throw new OperatorDied(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }

  private static boolean read(ExecutionAttributes attributes) {
    return READ.matcher(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)).matches();
  }
}

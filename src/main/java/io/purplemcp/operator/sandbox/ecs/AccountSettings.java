package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;

/** Settings of the account, of which every one has a value. */
final class AccountSettings {
  private static final Map<SettingName, String> DEFAULTS =
      new TreeMap<>(
          Map.of(
              SettingName.SERVICE_LONG_ARN_FORMAT, "enabled",
              SettingName.TASK_LONG_ARN_FORMAT, "enabled",
              SettingName.CONTAINER_INSTANCE_LONG_ARN_FORMAT, "enabled",
              SettingName.AWSVPC_TRUNKING, "disabled",
              SettingName.CONTAINER_INSIGHTS, "disabled",
              SettingName.FARGATE_FIPS_MODE, "disabled",
              SettingName.TAG_RESOURCE_AUTHORIZATION, "on",
              SettingName.FARGATE_TASK_RETIREMENT_WAIT_PERIOD, "7",
              SettingName.GUARD_DUTY_ACTIVATE, "off",
              SettingName.DEFAULT_LOG_DRIVER_MODE, "non-blocking"));

  private final Context context;

  AccountSettings(Context context) {
    this.context = context;
  }

  /** Settings that nobody set are shown only where the effective ones are asked for. */
  ListAccountSettingsResponse list(ListAccountSettingsRequest request) {
    boolean effective = Boolean.TRUE.equals(request.effectiveSettings());
    List<Setting> settings =
        DEFAULTS.keySet().stream()
            .filter(name -> request.name() == null || request.name() == name)
            .filter(name -> effective || isSet(name))
            .map(this::shown)
            .filter(setting -> request.value() == null || request.value().equals(setting.value()))
            .toList();
    Page<Setting> page = Pages.of(settings, request.nextToken(), request.maxResults(), 10, 100);
    return ListAccountSettingsResponse.builder()
        .settings(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  PutAccountSettingResponse put(SettingName name, String value) {
    return PutAccountSettingResponse.builder().setting(stored(name, value)).build();
  }

  PutAccountSettingDefaultResponse putDefault(SettingName name, String value) {
    return PutAccountSettingDefaultResponse.builder().setting(stored(name, value)).build();
  }

  private Setting stored(SettingName name, String value) {
    if (name == null || !DEFAULTS.containsKey(name)) {
      throw EcsError.invalid("Invalid setting name.");
    }
    context.table(EcsTables.ACCOUNT_SETTINGS).put(name.toString(), value);
    return shown(name);
  }

  private boolean isSet(SettingName name) {
    return context.table(EcsTables.ACCOUNT_SETTINGS).contains(name.toString());
  }

  private Setting shown(SettingName name) {
    String value =
        context.table(EcsTables.ACCOUNT_SETTINGS).find(name.toString()).orElse(DEFAULTS.get(name));
    return Setting.builder()
        .name(name)
        .value(value)
        .principalArn("arn:aws:iam::" + context.scope().account() + ":root")
        .build();
  }
}

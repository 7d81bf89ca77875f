package io.purplemcp.operator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The steps of the vendor's guide as a person types them. Each is one method, in the guide's order,
 * and answers what the next ones need.
 */
final class GuideByHand {
  static final String CLUSTER = "purple-mcp-cluster";
  static final String SERVICE = "purple-mcp-service";
  static final String SECRET = "purple-mcp/by-hand";
  private static final String ROLE = "purple-mcp-execution";
  private static final String PRIVATE_SUBNETS =
      SandboxAccountIds.PRIVATE_SUBNET_A + "," + SandboxAccountIds.PRIVATE_SUBNET_B;

  private final AwsCli aws;
  private final Path directory;

  GuideByHand(AwsCli aws, Path directory) {
    this.aws = aws;
    this.directory = directory;
  }

  String secret() {
    String value =
        "{\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://example.sentinelone.net\","
            + "\"PURPLEMCP_CONSOLE_TOKEN\":\"not-a-real-token\"}";
    return aws.run("secretsmanager", "create-secret", "--name", SECRET, "--secret-string", value)
        .get("ARN")
        .asText();
  }

  void role() {
    String trust = file("trust-policy.json", "");
    String policy = file("role-policy.json", "");
    aws.run("iam", "create-role", "--role-name", ROLE, "--assume-role-policy-document", trust);
    aws.run(
        "iam",
        "put-role-policy",
        "--role-name",
        ROLE,
        "--policy-name",
        "purple-mcp",
        "--policy-document",
        policy);
  }

  String securityGroup(String name) {
    return aws.run(
            "ec2",
            "create-security-group",
            "--group-name",
            name,
            "--description",
            name,
            "--vpc-id",
            SandboxAccountIds.VPC)
        .get("GroupId")
        .asText();
  }

  void allowFromNetwork(String group, int port) {
    aws.run(
        "ec2",
        "authorize-security-group-ingress",
        "--group-id",
        group,
        "--protocol",
        "tcp",
        "--port",
        Integer.toString(port),
        "--cidr",
        "10.0.0.0/8");
  }

  void allowFromGroup(String group, String source, int port) {
    aws.run(
        "ec2",
        "authorize-security-group-ingress",
        "--group-id",
        group,
        "--protocol",
        "tcp",
        "--port",
        Integer.toString(port),
        "--source-group",
        source);
  }

  String loadBalancer(String group) {
    String arn =
        aws.run(
                "elbv2",
                "create-load-balancer",
                "--name",
                "purple-mcp",
                "--scheme",
                "internal",
                "--subnets",
                SandboxAccountIds.PRIVATE_SUBNET_A,
                SandboxAccountIds.PRIVATE_SUBNET_B,
                "--security-groups",
                group)
            .at("/LoadBalancers/0/LoadBalancerArn")
            .asText();
    aws.run(
        "elbv2",
        "modify-load-balancer-attributes",
        "--load-balancer-arn",
        arn,
        "--attributes",
        "Key=idle_timeout.timeout_seconds,Value=300");
    return arn;
  }

  String targetGroup() {
    return aws.run(
            "elbv2",
            "create-target-group",
            "--name",
            "purple-mcp",
            "--protocol",
            "HTTP",
            "--port",
            "8000",
            "--target-type",
            "ip",
            "--vpc-id",
            SandboxAccountIds.VPC,
            "--health-check-path",
            "/health")
        .at("/TargetGroups/0/TargetGroupArn")
        .asText();
  }

  void httpsListener(String balancer, String group) {
    aws.run(
        "elbv2",
        "create-listener",
        "--load-balancer-arn",
        balancer,
        "--protocol",
        "HTTPS",
        "--port",
        "443",
        "--ssl-policy",
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "--certificates",
        "CertificateArn=" + SandboxAccountIds.CERTIFICATE_ARN,
        "--default-actions",
        "Type=forward,TargetGroupArn=" + group);
  }

  void redirectingListener(String balancer) {
    aws.run(
        "elbv2",
        "create-listener",
        "--load-balancer-arn",
        balancer,
        "--protocol",
        "HTTP",
        "--port",
        "80",
        "--default-actions",
        "Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}");
  }

  void logGroup() {
    aws.run("logs", "create-log-group", "--log-group-name", "/ecs/purple-mcp");
    aws.run(
        "logs",
        "put-retention-policy",
        "--log-group-name",
        "/ecs/purple-mcp",
        "--retention-in-days",
        "30");
  }

  void cluster() {
    aws.run("ecs", "create-cluster", "--cluster-name", CLUSTER);
  }

  JsonNode taskDefinition(String secretArn) {
    return aws.run(
            "ecs",
            "register-task-definition",
            "--cli-input-json",
            file("task-definition.json", secretArn))
        .get("taskDefinition");
  }

  void service(String targetGroup, String taskGroup) {
    aws.run(
        "ecs",
        "create-service",
        "--cluster",
        CLUSTER,
        "--service-name",
        SERVICE,
        "--task-definition",
        "purple-mcp",
        "--desired-count",
        "1",
        "--launch-type",
        "FARGATE",
        "--network-configuration",
        "awsvpcConfiguration={subnets=["
            + PRIVATE_SUBNETS
            + "],securityGroups=["
            + taskGroup
            + "],assignPublicIp=DISABLED}",
        "--load-balancers",
        "targetGroupArn=" + targetGroup + ",containerName=purple-mcp,containerPort=8000");
  }

  JsonNode describedService() {
    return aws.run("ecs", "describe-services", "--cluster", CLUSTER, "--services", SERVICE)
        .at("/services/0");
  }

  /** A file of the guide with its placeholders filled in, as the CLI takes it. */
  private String file(String name, String secretArn) {
    try (var guide = GuideByHand.class.getResourceAsStream("/conformance/guide/" + name)) {
      String text =
          new String(guide.readAllBytes(), StandardCharsets.UTF_8)
              .replace("{{accountId}}", SandboxAccountIds.ACCOUNT)
              .replace("{{region}}", SandboxAccountIds.REGION)
              .replace("{{secretArn}}", secretArn);
      return "file://" + Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

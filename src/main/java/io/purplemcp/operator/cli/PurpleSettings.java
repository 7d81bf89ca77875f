package io.purplemcp.operator.cli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operator's settings; each is an environment variable too ({@code PURPLE_RESYNC=5s}). */
@ConfigMapping(prefix = "purple")
public interface PurpleSettings {
  Desired desired();

  /** Time between looks at a target where nothing changed. */
  @WithDefault("60s")
  Duration resync();

  /** Time between looks at a deployment that is on its way. */
  @WithDefault("5s")
  Duration progress();

  /** How many deployments of a target are changed at once. */
  @WithDefault("8")
  int parallelism();

  Deletion deletion();

  Aws aws();

  Probe probe();

  Cloudtrail cloudtrail();

  Sandbox sandbox();

  Apply apply();

  /** What {@code delete} is to take down. */
  Delete delete();

  /** What {@code import} is to read. */
  @WithName("import")
  Import imports();

  /** How {@code plan} writes: text or json. */
  @WithDefault("text")
  String output();

  /** What the command line started. */
  @WithDefault("RUN")
  Application.Mode mode();

  /** Where the desired state comes from. */
  interface Desired {
    /** Files and directories, as {@code -f}. */
    Optional<List<Path>> paths();

    /** Whether a source without any deployment is believed. */
    @WithDefault("false")
    boolean allowEmpty();
  }

  /** Guards against deletion by accident. */
  interface Deletion {
    /** Of a target's deployments, how many percent may be deleted by one change. */
    @WithDefault("50")
    int maxPercent();
  }

  /** How AWS is called. */
  interface Aws {
    /** Of AWS's published request rates, how many percent the operator takes for itself. */
    @WithDefault("50")
    int ratePercent();
  }

  /** How deployments are asked whether they serve. */
  interface Probe {
    /** Certificates of authorities, in PEM form, that are believed beside the Java platform's. */
    Optional<Path> trustedCertificates();
  }

  /** Who changed what. */
  interface Cloudtrail {
    /** Whether CloudTrail's event history is asked who made a drift. */
    @WithDefault("true")
    boolean enabled();
  }

  /** The embedded AWS. */
  interface Sandbox {
    @WithDefault("false")
    boolean enabled();

    @WithDefault("4566")
    int port();

    /** Where its state is kept; in memory only by default. */
    Optional<Path> state();

    /** How many times faster than AWS it does what takes AWS time. */
    @WithDefault("1")
    double speed();

    /** Where the proxy to its load balancers listens; by default the port after its own. */
    Optional<Integer> proxyPort();

    /** The IPv4 address that clients of its load balancers are taken to have. */
    @WithDefault("10.0.0.10")
    String clientAddress();

    /** A command of the shell that runs for each task in place of the built-in stand-in. */
    Optional<String> taskCommand();
  }

  /** The {@code delete} command: its options, as the command line gives them. */
  interface Delete {
    Optional<String> name();

    Optional<String> region();

    Optional<String> roleArn();

    Optional<String> externalId();

    /** Whether nobody is to be asked. */
    @WithDefault("false")
    boolean confirmed();

    @WithDefault("30m")
    Duration timeout();
  }

  /** The {@code import} command: its options, as the command line gives them. */
  interface Import {
    Optional<String> region();

    Optional<String> roleArn();

    Optional<String> externalId();

    Optional<String> tag();

    Optional<String> cluster();

    Optional<String> service();

    Optional<String> name();

    Optional<Path> output();
  }

  /** The {@code apply} command. */
  interface Apply {
    @WithDefault("20m")
    Duration timeout();
  }
}

package io.purplemcp.operator.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How to run a sandbox.
 *
 * @param port 0 for any that is free
 * @param clock the sandbox's clock
 * @param speed how fast the sandbox does what takes AWS time; 1 is AWS's pace
 * @param randomSeed decides every id and every choice that AWS leaves open
 * @param stateDirectory where the state outlives the process; empty keeps it in memory
 * @param proxyPort where the proxy to the load balancers listens; 0 for any that is free; empty: on
 *     any, and only when it is asked for
 * @param clientAddress the IPv4 address that the clients of load balancers are taken to have
 * @param taskCommand a command of the shell that runs for each task in place of the Purple MCP
 *     server; empty for the built-in stand-in
 */
public record SandboxOptions(
    int port,
    InstantSource clock,
    double speed,
    long randomSeed,
    Optional<Path> stateDirectory,
    Optional<Integer> proxyPort,
    String clientAddress,
    Optional<String> taskCommand) {
  /** The port of the quick start. */
  public static final int DEFAULT_PORT = 4566;

  /** A private address, as clients in the same or a connected network have. */
  public static final String DEFAULT_CLIENT = "10.0.0.10";

  /** On {@link #DEFAULT_PORT}, at AWS's pace and in memory. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        DEFAULT_PORT,
        InstantSource.system(),
        1,
        new SecureRandom().nextLong(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_CLIENT,
        Optional.empty());
  }

  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(
        newPort, clock, speed, randomSeed, stateDirectory, proxyPort, clientAddress, taskCommand);
  }

  public SandboxOptions withClock(InstantSource newClock) {
    return new SandboxOptions(
        port, newClock, speed, randomSeed, stateDirectory, proxyPort, clientAddress, taskCommand);
  }

  public SandboxOptions withSpeed(double newSpeed) {
    return new SandboxOptions(
        port, clock, newSpeed, randomSeed, stateDirectory, proxyPort, clientAddress, taskCommand);
  }

  public SandboxOptions withRandomSeed(long newSeed) {
    return new SandboxOptions(
        port, clock, speed, newSeed, stateDirectory, proxyPort, clientAddress, taskCommand);
  }

  public SandboxOptions withStateDirectory(Path directory) {
    return new SandboxOptions(
        port,
        clock,
        speed,
        randomSeed,
        Optional.of(directory),
        proxyPort,
        clientAddress,
        taskCommand);
  }

  public SandboxOptions withProxyPort(int newPort) {
    return new SandboxOptions(
        port,
        clock,
        speed,
        randomSeed,
        stateDirectory,
        Optional.of(newPort),
        clientAddress,
        taskCommand);
  }

  public SandboxOptions withClientAddress(String ipv4) {
    return new SandboxOptions(
        port, clock, speed, randomSeed, stateDirectory, proxyPort, ipv4, taskCommand);
  }

  public SandboxOptions withTaskCommand(String command) {
    return new SandboxOptions(
        port,
        clock,
        speed,
        randomSeed,
        stateDirectory,
        proxyPort,
        clientAddress,
        Optional.of(command));
  }
}

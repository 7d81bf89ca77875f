package io.purplemcp.operator.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How to run a sandbox.
 *
 * @param port 0 for any that is free
 * @param clock what the sandbox's time is taken from
 * @param speed how fast the sandbox's time runs; 1 is the clock's own
 * @param randomSeed decides every id and every choice that AWS leaves open
 * @param stateDirectory where the state outlives the process; empty keeps it in memory
 */
public record SandboxOptions(
    int port, InstantSource clock, double speed, long randomSeed, Optional<Path> stateDirectory) {
  /** The port of the quick start. */
  public static final int DEFAULT_PORT = 4566;

  /** On {@link #DEFAULT_PORT}, in real time and in memory. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        DEFAULT_PORT, InstantSource.system(), 1, new SecureRandom().nextLong(), Optional.empty());
  }

  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(newPort, clock, speed, randomSeed, stateDirectory);
  }

  public SandboxOptions withClock(InstantSource newClock) {
    return new SandboxOptions(port, newClock, speed, randomSeed, stateDirectory);
  }

  public SandboxOptions withSpeed(double newSpeed) {
    return new SandboxOptions(port, clock, newSpeed, randomSeed, stateDirectory);
  }

  public SandboxOptions withRandomSeed(long newSeed) {
    return new SandboxOptions(port, clock, speed, newSeed, stateDirectory);
  }

  public SandboxOptions withStateDirectory(Path directory) {
    return new SandboxOptions(port, clock, speed, randomSeed, Optional.of(directory));
  }
}

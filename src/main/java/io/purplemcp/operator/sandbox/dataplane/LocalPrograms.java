package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Engine;
import io.purplemcp.operator.sandbox.ecs.RunningTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A process of this machine for each running task of the Purple MCP server, with the task's own
 * environment and secrets. It is started with its task and stopped with it, and a process that ends
 * by itself ends its task with the same exit code.
 */
final class LocalPrograms implements AutoCloseable {
  /** What a process needs of this machine's own environment to find its interpreter and files. */
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG");

  private final Engine engine;
  private final List<String> command;
  private final Map<String, Local> byTask = new HashMap<>();

  private record Local(Process process, int port) {}

  /**
   * @param command of the shell; empty for no processes at all
   */
  LocalPrograms(Engine engine, Optional<String> command) {
    this.engine = engine;
    this.command = command.map(text -> List.of("/bin/sh", "-c", "exec " + text)).orElse(List.of());
  }

  /** Where the process of a task listens; empty for a task without one. */
  synchronized Optional<Integer> port(String taskArn) {
    return Optional.ofNullable(byTask.get(taskArn)).map(Local::port);
  }

  /** Starts and stops what the tasks that run now ask for. */
  synchronized void follow() {
    if (command.isEmpty()) {
      return;
    }
    Map<String, RunningTask> running =
        engine.look(
            contexts ->
                contexts.stream()
                    .flatMap(context -> RunningTask.all(context).stream())
                    .filter(RunningTask::vendors)
                    .collect(Collectors.toMap(RunningTask::arn, Function.identity())));
    byTask.keySet().stream().filter(arn -> !running.containsKey(arn)).toList().forEach(this::stop);
    byTask.forEach((arn, local) -> ended(arn, local.process()));
    running.values().stream()
        .filter(task -> !byTask.containsKey(task.arn()))
        .forEach(task -> byTask.put(task.arn(), start(task)));
  }

  private void ended(String taskArn, Process process) {
    if (!process.isAlive()) {
      engine.change(context -> RunningTask.ended(context, taskArn, process.exitValue()));
    }
  }

  private void stop(String taskArn) {
    byTask.remove(taskArn).process().destroy();
  }

  private Local start(RunningTask task) {
    int port = freePort();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(task.environment());
    builder.environment().put("MCP_HOST", ListenerServers.LOOPBACK);
    builder.environment().put("MCP_PORT", Integer.toString(port));
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    try {
      return new Local(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot start " + command.get(0), e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  @Override
  public synchronized void close() {
    List.copyOf(byTask.keySet()).forEach(this::stop);
  }
}

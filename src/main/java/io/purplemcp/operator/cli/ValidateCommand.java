package io.purplemcp.operator.cli;

import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks files without AWS. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Check files of desired state without AWS.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all documents are valid", "1:something is wrong; every error is listed"})
final class ValidateCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories.")
  List<Path> paths;

  @Override
  public Integer call() {
    LoadResult result = new DesiredStateLoader().load(paths);
    if (result instanceof LoadResult.Rejected rejected) {
      PrintWriter err = spec.commandLine().getErr();
      rejected.problems().forEach(err::println);
      err.println(rejected.problems().size() + " problem(s).");
      return 1;
    }
    LoadResult.Loaded loaded = (LoadResult.Loaded) result;
    PrintWriter out = spec.commandLine().getOut();
    loaded.state().warnings().forEach(warning -> out.println("warning: " + warning));
    int gateways = loaded.state().gateways().size();
    out.println(
        "Valid: "
            + loaded.state().deployments().size()
            + " deployment(s)"
            + (gateways == 0 ? "" : ", " + gateways + " gateway(s)")
            + ".");
    return 0;
  }
}

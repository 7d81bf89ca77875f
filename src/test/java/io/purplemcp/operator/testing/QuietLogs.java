package io.purplemcp.operator.testing;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Without Quarkus its log manager lets everything through, and the SDK formats a dozen lines a call
 * for nobody. {@link LogCapture} turns it on where a test is about just that.
 */
public final class QuietLogs implements LauncherSessionListener {
  // Held, so that the level outlives a collection of the logger.
  private static final Logger ROOT = Logger.getLogger("");

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    ROOT.setLevel(Level.INFO);
  }
}

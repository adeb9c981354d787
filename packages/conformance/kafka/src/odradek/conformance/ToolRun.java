package odradek.conformance;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.utils.Exit;

/** One run of a tool, to its exit code and then through its shutdown hooks, as if in a process of its own. */
final class ToolRun {
  private final Deque<Runnable> shutdownHooks = new ArrayDeque<>();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private Integer exitCode;

  int run(String tool, String[] args) {
    Exit.setExitProcedure((code, message) -> exit(code));
    Exit.setHaltProcedure((code, message) -> exit(code));
    Exit.setShutdownHookAdder((name, hook) -> shutdownHooks.push(hook));
    callMain(tool, args);
    System.setOut(out);
    System.setErr(err);
    shutdownHooks.forEach(Runnable::run);
    return exitCode == null ? 0 : exitCode;
  }

  /** Some tools catch whatever is thrown, then print it and exit once more: nobody would see that. */
  private void exit(int code) {
    if (exitCode == null) {
      exitCode = code;
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
      System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }
    throw new ExitCalled();
  }

  /** Through a method handle, which leaves no frame of its own in the stack traces that tools print. */
  private void callMain(String tool, String[] args) {
    try {
      MethodType type = MethodType.methodType(void.class, String[].class);
      MethodHandle main = MethodHandles.lookup().findStatic(Class.forName(tool), "main", type);
      main.invokeExact(args);
    } catch (ExitCalled called) {
      // The tool ended as tools do.
    } catch (ReflectiveOperationException missing) {
      throw new IllegalArgumentException(tool + " has no main method", missing);
    } catch (Throwable thrown) {
      thrown.printStackTrace();
      if (exitCode == null) exitCode = 1;
    }
  }

  /** Stands for the end of the process; an Error, because tools catch exceptions. */
  private static final class ExitCalled extends Error {
    private static final long serialVersionUID = 1L;

    ExitCalled() {
      super("exit", null, false, false);
    }
  }
}

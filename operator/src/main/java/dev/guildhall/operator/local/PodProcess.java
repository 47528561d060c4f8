package dev.guildhall.operator.local;

import dev.guildhall.operator.observe.PodStatus;
import org.jspecify.annotations.Nullable;

/// One process of a pod. Its end is seen once and kept.
final class PodProcess {

    private final String pod;
    private final String role;
    private final ProcessHandle handle;
    private final @Nullable Process child;
    private final long startedAtMs;

    private PodProcess(String pod, String role, ProcessHandle handle, @Nullable Process child) {
        this.pod = pod;
        this.role = role;
        this.handle = handle;
        this.child = child;
        this.startedAtMs = Liveness.startedAtMs(handle);
    }

    static PodProcess child(String pod, String role, Process process) {
        return new PodProcess(pod, role, process.toHandle(), process);
    }

    static PodProcess adopted(String pod, String role, ProcessHandle handle) {
        return new PodProcess(pod, role, handle, null);
    }

    String pod() {
        return pod;
    }

    String role() {
        return role;
    }

    long pid() {
        return handle.pid();
    }

    long startedAtMs() {
        return startedAtMs;
    }

    /// A child counts as living until its exit code is there: nobody else is told of that.
    boolean lives() {
        return child == null ? Liveness.lives(handle) : child.isAlive();
    }

    /// Why it ended, in words; empty while it lives.
    String exit() {
        if (lives()) {
            return "";
        }
        if (child == null) {
            return ExitReason.UNKNOWN;
        }
        return ExitReason.of(child.exitValue());
    }

    void whenEnded(Runnable action) {
        if (child != null) {
            var _ = child.onExit().thenRun(action);
        } else {
            var _ = handle.onExit().thenRun(action);
        }
    }

    /// What is known of it by itself.
    ProcessRecord record() {
        return record(false);
    }

    /// The same of one that reports to nobody.
    ProcessRecord record(boolean ready) {
        return new ProcessRecord(pod, role, pid(), startedAtMs, "", "", "", ready);
    }

    /// What is known of it with what it reported.
    ProcessRecord record(PodStatus status) {
        return new ProcessRecord(
                pod,
                role,
                pid(),
                startedAtMs,
                status.admin(),
                status.grpc(),
                status.http(),
                status.ready());
    }

    /// Whether an earlier operator started it.
    boolean adopted() {
        return child == null;
    }

    /// SIGTERM.
    void terminate() {
        handle.destroy();
    }

    /// SIGKILL.
    void kill() {
        handle.destroyForcibly();
    }
}

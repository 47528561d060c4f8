package dev.guildhall.edge.relay;

/// Sweeps a relay's commands for deadlines while there are any. The relay's thread only.
final class CommandDeadlines {

    private static final long SWEEP_MS = 250;

    private final PendingCommands commands;
    private final RelayContext context;
    private final Mailbox mailbox;
    private boolean running;

    CommandDeadlines(PendingCommands commands, RelayContext context, Mailbox mailbox) {
        this.commands = commands;
        this.context = context;
        this.mailbox = mailbox;
    }

    /// Goes on until no command is left.
    void watch() {
        if (!running && !commands.isEmpty()) {
            running = true;
            context.after(SWEEP_MS, mailbox, this::sweep);
        }
    }

    private void sweep() {
        running = false;
        context.metrics().commandDeadline.increment(commands.expire(context.ticker().nanos()));
        watch();
    }
}

package dev.guildhall.operator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/// The command line's root. Exit codes: 0 done, 1 failed, 2 cannot be used as given.
@Command(
        name = "guildhall",
        description = "Runs Guildhall on this machine.",
        mixinStandardHelpOptions = true,
        version = "guildhall 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            LogsCommand.class,
            GuildCommand.class,
            BotCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExportCommand.class,
            StoreCommand.class
        },
        footer = {
            "  build   Build what is missing; `up` does it by itself.",
            "  test    Run all tests, also those of the whole system with real clients;",
            "          --kubeconfig FILE takes a Kubernetes of your own for them.",
            "",
            "All take --data DIR (default .guildhall), where everything that is kept lies.",
            "`guildhall COMMAND --help` tells more."
        })
public final class GuildhallCli {

    private static final int FAILED = 1;

    private GuildhallCli() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new GuildhallCli());
        commandLine.setExecutionExceptionHandler(failures());
        return commandLine;
    }

    private static IExecutionExceptionHandler failures() {
        return (failure, command, _) -> {
            if (failure instanceof RefusedException refused) {
                refused.lines().forEach(line -> command.getErr().println("guildhall: " + line));
                return refused.exitCode();
            }
            command.getErr().println("guildhall: " + failure.getMessage());
            return FAILED;
        };
    }
}

package dev.guildhall.operator.cli;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.rpc.Account;
import dev.guildhall.operator.rpc.CallFailedException;
import dev.guildhall.operator.rpc.ClusterClient;
import dev.guildhall.operator.rpc.GuildSummary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildhall guild`: makes and lists guilds.
@Command(
        name = "guild",
        description = "Make and list guilds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {GuildCommand.Create.class, GuildCommand.ListAll.class})
final class GuildCommand {

    @Command(
            name = "create",
            description = "Make a guild with a text and a voice channel; print its id.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Parameters(paramLabel = "NAME", description = "2 to 100 characters.")
        private String name = "";

        @Option(
                names = "--owner",
                paramLabel = "USER",
                defaultValue = FirstStart.OWNER,
                description =
                        "Who owns it, made when there is nobody of that name (default:"
                                + " ${DEFAULT-VALUE}).")
        private String owner = FirstStart.OWNER;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws IOException, CallFailedException {
            Names.checkGuild(name);
            Names.checkUser("--owner", owner);
            DataDir dir = data.existing();
            Instance instance = new Instance(dir);
            var _ = instance.running();
            try (ClusterClient client = instance.client()) {
                Account account = client.person(owner);
                GuildId id = client.createGuild(name, account.user(), FirstStart.CHANNELS);
                spec.commandLine().getOut().println(id);
            }
            return 0;
        }
    }

    @Command(
            name = "list",
            description = "List all guilds: id and name.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws IOException, CallFailedException {
            Instance instance = new Instance(data.existing());
            var _ = instance.running();
            try (ClusterClient client = instance.client()) {
                for (GuildSummary guild : client.guilds()) {
                    spec.commandLine().getOut().printf("%s  %s%n", guild.id(), guild.name());
                }
            }
            return 0;
        }
    }
}

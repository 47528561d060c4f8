package dev.guildhall.operator.cli;

import static java.util.stream.Collectors.joining;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.operator.rpc.Account;
import dev.guildhall.operator.rpc.CallFailedException;
import dev.guildhall.operator.rpc.ClusterClient;
import dev.guildhall.operator.rpc.GuildSummary;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildhall bot`: makes bots and members of them, and deletes them.
@Command(
        name = "bot",
        description = "Make and delete bots.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BotCommand.Create.class, BotCommand.Delete.class})
final class BotCommand {

    @Command(
            name = "create",
            description = "Make a bot and a member of a guild of it; print its token.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Parameters(paramLabel = "NAME", description = "2 to 32 of a-z, 0-9, '.' and '_'.")
        private String name = "";

        @Option(
                names = "--guild",
                paramLabel = "ID",
                description = "The guild that it joins (default: the first one).")
        private @Nullable String guild;

        @Option(names = "--admin", description = "Give it a role with ADMINISTRATOR.")
        private boolean admin;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws IOException, CallFailedException {
            Names.checkUser("NAME", name);
            Instance instance = new Instance(data.existing());
            var _ = instance.running();
            try (ClusterClient client = instance.client()) {
                GuildId guildId = choose(client.guilds());
                Account bot = client.createBot(name);
                client.addMember(guildId, bot.user(), admin);
                spec.commandLine().getOut().println(bot.token().value());
            }
            return 0;
        }

        private GuildId choose(List<GuildSummary> guilds) {
            String wanted = guild;
            if (wanted == null) {
                return guilds.stream()
                        .map(GuildSummary::id)
                        .findFirst()
                        .orElseThrow(() ->
                                RefusedException.failed(
                                        "there is no guild; make one with `guild create`"));
            }
            GuildId id = Names.guildId(wanted);
            if (guilds.stream().noneMatch(each -> each.id().equals(id))) {
                throw RefusedException.badInput(
                        "--guild: there is no guild %s; `guild list` shows them".formatted(id));
            }
            return id;
        }
    }

    @Command(
            name = "delete",
            description = "Delete a bot: its memberships, its account and its tokens.",
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Parameters(paramLabel = "NAME|ID", description = "The bot's name, or its id.")
        private String bot = "";

        @Override
        public Integer call() throws IOException, CallFailedException {
            Instance instance = new Instance(data.existing());
            var _ = instance.running();
            try (ClusterClient client = instance.client()) {
                client.delete(choose(client));
            }
            return 0;
        }

        /// A name wins over an id of the same digits.
        private UserId choose(ClusterClient client) throws CallFailedException {
            List<UserId> found = client.bots(bot);
            if (found.size() == 1) {
                return found.getFirst();
            }
            if (found.size() > 1) {
                String ids = found.stream().map(UserId::toString).collect(joining(", "));
                throw RefusedException.badInput(
                        "NAME|ID: %d bots are named \"%s\"; give the id of one: %s"
                                .formatted(found.size(), bot, ids));
            }
            return Names.userId(bot)
                    .filter(client::isBot)
                    .orElseThrow(() ->
                            RefusedException.badInput(
                                    "NAME|ID: there is no bot \"%s\"".formatted(bot)));
        }
    }
}

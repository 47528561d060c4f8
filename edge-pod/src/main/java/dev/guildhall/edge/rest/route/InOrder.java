package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Several commands of one call, one after the other. Not one transaction: when one is refused,
/// those before it stay, and the refusal is the answer.
final class InOrder {

    private InOrder() {}

    static CompletableFuture<Reply> run(
            GuildAccess guilds,
            GuildId guildId,
            RestCall call,
            List<? extends Command> commands,
            Supplier<CompletableFuture<Reply>> then) {
        if (commands.isEmpty()) {
            return then.get();
        }
        List<? extends Command> rest = commands.subList(1, commands.size());
        return guilds.command(
                guildId,
                call.actor(),
                commands.getFirst(),
                _ -> run(guilds, guildId, call, rest, then));
    }
}

package dev.guildhall.operator.cli;

import dev.guildhall.common.config.Secret;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command.InitialChannel;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.rpc.Account;
import dev.guildhall.operator.rpc.CallFailedException;
import dev.guildhall.operator.rpc.ClusterClient;
import dev.guildhall.operator.rpc.GuildSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// What a fresh instance gets: an owner, a guild, a bot. Each step is skipped when it was done
/// before, so a start that was cut short is made up for by the next.
final class FirstStart {

    /// Who owns guilds that nobody else was named for.
    static final String OWNER = "owner";

    /// Discord's template for a new guild.
    static final List<InitialChannel> CHANNELS =
            List.of(
                    new InitialChannel(ChannelType.CATEGORY, "Text Channels", null),
                    new InitialChannel(ChannelType.TEXT, "general", "Text Channels"),
                    new InitialChannel(ChannelType.CATEGORY, "Voice Channels", null),
                    new InitialChannel(ChannelType.VOICE, "General", "Voice Channels"));

    private static final String GUILD = "Guildhall";
    private static final String BOT = "guildhall";

    private FirstStart() {}

    /// Gives the first bot's token.
    static Secret run(ClusterClient client, DataDir dir) throws CallFailedException, IOException {
        GuildId guildId = firstGuild(client);
        Path file = dir.botToken();
        if (Files.exists(file)) {
            Secret kept = new Secret(Files.readString(file).strip());
            if (client.holds(kept)) {
                return kept;
            }
        }
        Account bot = client.createBot(BOT);
        client.addMember(guildId, bot.user(), false);
        keep(file, bot.token());
        return bot.token();
    }

    private static GuildId firstGuild(ClusterClient client) throws CallFailedException {
        List<GuildSummary> guilds = client.guilds();
        if (!guilds.isEmpty()) {
            return guilds.getFirst().id();
        }
        return client.createGuild(GUILD, client.person(OWNER).user(), CHANNELS);
    }

    private static void keep(Path file, Secret token) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, token.value() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

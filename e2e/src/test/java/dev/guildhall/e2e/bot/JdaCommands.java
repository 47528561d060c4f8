package dev.guildhall.e2e.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.VoiceChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.hooks.VoiceDispatchInterceptor;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;

/// What the test says, done with JDA. Each command blocks its own thread until the library is done.
final class JdaCommands {

    private static final Duration SHUTDOWN = Duration.ofSeconds(4);

    private volatile @Nullable JDA jda;

    Map<String, ?> obey(JsonNode command) throws InterruptedException {
        switch (command.path("do").asText()) {
            case "login" -> {
                return login(command);
            }
            case "send" -> {
                return id(channel(command).sendMessage(text(command, "content")).complete());
            }
            case "reply" -> {
                return id(message(command).reply(text(command, "content")).complete());
            }
            case "edit" -> {
                String content = text(command, "content");
                channel(command).editMessageById(text(command, "message"), content).complete();
            }
            case "delete" ->
                    channel(command).deleteMessageById(text(command, "message")).complete();
            case "pin" -> channel(command).pinMessageById(text(command, "message")).complete();
            case "react" ->
                    channel(command)
                            .addReactionById(text(command, "message"), emoji(command))
                            .complete();
            case "unreact" ->
                    channel(command)
                            .removeReactionById(text(command, "message"), emoji(command))
                            .complete();
            case "typing" -> channel(command).sendTyping().complete();
            case "presence" ->
                    jda().getPresence()
                            .setPresence(
                                    OnlineStatus.fromKey(text(command, "status")),
                                    Activity.playing(text(command, "activity")));
            case "history" -> {
                int limit = command.path("limit").asInt();
                return messages(channel(command).getHistory().retrievePast(limit).complete());
            }
            case "pins" -> {
                var pinned = channel(command).retrievePinnedMessages().complete();
                return messages(pinned.stream().map(each -> each.getMessage()).toList());
            }
            case "members" -> {
                return members(guild(command));
            }
            case "voice" -> voice(command);
            case "logout" -> logout();
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return Map.of();
    }

    private Map<String, ?> login(JsonNode command) throws InterruptedException {
        String gateway = text(command, "gateway");
        var sessions =
                new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return gateway;
                    }
                };
        JDA fresh =
                JDABuilder.create(text(command, "token"), EnumSet.allOf(GatewayIntent.class))
                        .setRestConfig(new RestConfig().setBaseUrl(text(command, "api") + "/v10/"))
                        .setSessionController(sessions)
                        .enableCache(EnumSet.allOf(CacheFlag.class))
                        .setMemberCachePolicy(MemberCachePolicy.ALL)
                        .setChunkingFilter(ChunkingFilter.ALL)
                        .setVoiceDispatchInterceptor(new NoSound())
                        .setEnableShutdownHook(false)
                        .addEventListeners(new JdaObserver())
                        .build();
        jda = fresh;
        fresh.awaitReady();
        return Map.of(
                "user",
                fresh.getSelfUser().getId(),
                "guilds",
                fresh.getGuilds().stream().map(JdaCommands::describe).toList());
    }

    /// Ends the library and waits until it has: its connection is closed then, and nothing that it
    /// was asked for is under way. Without a login there is nothing to do.
    void logout() throws InterruptedException {
        JDA current = jda;
        if (current != null) {
            current.shutdown();
            if (!current.awaitShutdown(SHUTDOWN)) {
                current.shutdownNow();
                current.awaitShutdown(SHUTDOWN);
            }
        }
    }

    private static Map<String, ?> describe(Guild guild) {
        var channels = new ArrayList<Map<String, ?>>();
        guild.getChannels()
                .forEach(each ->
                        channels.add(
                                Map.of(
                                        "id", each.getId(),
                                        "name", each.getName(),
                                        "type", each.getType().getId())));
        return Map.of(
                "id", guild.getId(),
                "name", guild.getName(),
                "members", guild.getMemberCount(),
                "channels", channels);
    }

    /// Asks the gateway (op 8) for the members by id: JDA knows the ids from its start.
    private static Map<String, ?> members(Guild guild) {
        long[] ids = guild.getMembers().stream().mapToLong(Member::getIdLong).toArray();
        List<Member> members = guild.retrieveMembersByIds(ids).get();
        return Map.of(
                "members",
                members.stream()
                        .map(each -> Map.of("id", each.getId(), "name", each.getUser().getName()))
                        .toList());
    }

    private void voice(JsonNode command) {
        Guild guild = guild(command);
        if (command.path("channel").isNull()) {
            jda().getDirectAudioController().disconnect(guild);
        } else {
            VoiceChannel channel =
                    Objects.requireNonNull(guild.getVoiceChannelById(text(command, "channel")));
            jda().getDirectAudioController().connect(channel);
        }
    }

    private JDA jda() {
        return Objects.requireNonNull(jda, "not logged in");
    }

    private Guild guild(JsonNode command) {
        return Objects.requireNonNull(jda().getGuildById(text(command, "guild")));
    }

    private MessageChannel channel(JsonNode command) {
        return Objects.requireNonNull(
                jda().getChannelById(MessageChannel.class, text(command, "channel")));
    }

    private Message message(JsonNode command) {
        return channel(command).retrieveMessageById(text(command, "message")).complete();
    }

    private static Emoji emoji(JsonNode command) {
        return Emoji.fromUnicode(text(command, "emoji"));
    }

    private static String text(JsonNode command, String key) {
        return command.path(key).asText();
    }

    private static Map<String, ?> id(Message message) {
        return Map.of("id", message.getId());
    }

    private static Map<String, ?> messages(List<Message> messages) {
        return Map.of("messages", messages.stream().map(JdaObserver::describe).toList());
    }

    /// Joins voice without media: JDA would otherwise open a connection to a voice server.
    private static final class NoSound implements VoiceDispatchInterceptor {
        @Override
        public void onVoiceServerUpdate(VoiceServerUpdate update) {}

        @Override
        public boolean onVoiceStateUpdate(VoiceStateUpdate update) {
            return true;
        }
    }
}

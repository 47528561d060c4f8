package dev.guildhall.edge.rest.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.Json;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.Times;
import dev.guildhall.edge.rest.limit.RateClass;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Pinned messages, by the older paths (`/pins`: the last 50) and the newer (`/messages/pins`: in
/// pages). Source: <https://discord.com/developers/docs/resources/message#get-channel-pins>
public final class PinRoutes implements Resource {

    private static final String OLD = "/channels/{channel}/pins";
    private static final String NEW = "/channels/{channel}/messages/pins";
    private static final int MAX_PAGE = 50;

    private final GuildAccess guilds;

    public PinRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", OLD, RateClass.READ, this::listOld);
        router.add("GET", NEW, RateClass.READ, this::list);
        for (String pins : List.of(OLD, NEW)) {
            router.add("PUT", pins + "/{message}", RateClass.WRITE, c -> set(c, true));
            router.add("DELETE", pins + "/{message}", RateClass.WRITE, c -> set(c, false));
        }
    }

    private CompletableFuture<Reply> set(RestCall call, boolean pinned) {
        Command set = new Command.SetMessagePinned(call.channelId(), call.messageId(), pinned);
        return guilds.inChannel(call, guildId -> guilds.command(guildId, call, set));
    }

    private CompletableFuture<Reply> listOld(RestCall call) {
        return guilds.inChannel(
                call,
                guildId ->
                        guilds.read(
                                guildId,
                                call,
                                new Query.ListPins(call.channelId(), null, MAX_PAGE),
                                Result.Pins.class,
                                found -> messages(call, guildId, found)));
    }

    private static Reply messages(RestCall call, GuildId guildId, Result.Pins found) {
        return Reply.list(
                found.pins(),
                (json, pin) -> MessageReplies.body(call, guildId, pin.message()).write(json));
    }

    private CompletableFuture<Reply> list(RestCall call) {
        Form query = call.queryForm();
        @Nullable Long before = Times.unixMs(query, "before");
        int limit = query.integer("limit", 1, MAX_PAGE, MAX_PAGE);
        Query pins = new Query.ListPins(call.channelId(), before, limit);
        return GuildAccess.checked(
                query,
                () ->
                        guilds.inChannel(
                                call,
                                guildId ->
                                        guilds.read(
                                                guildId,
                                                call,
                                                pins,
                                                Result.Pins.class,
                                                found -> page(call, guildId, found))));
    }

    private static Reply page(RestCall call, GuildId guildId, Result.Pins found) {
        return Reply.ok(json -> {
            json.writeStartObject();
            Json.list(json, "items", found.pins(), (g, p) -> pin(g, call, guildId, p));
            json.writeBooleanField("has_more", found.hasMore());
            json.writeEndObject();
        });
    }

    private static void pin(JsonGenerator json, RestCall call, GuildId guildId, Result.Pin pin)
            throws IOException {
        json.writeStartObject();
        Json.timestamp(json, "pinned_at", pin.pinnedAtMs());
        json.writeFieldName("message");
        MessageReplies.body(call, guildId, pin.message()).write(json);
        json.writeEndObject();
    }
}

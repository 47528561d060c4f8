package dev.guildhall.edge.rest.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.rest.form.Form;
import java.util.Optional;

/// One authorised call, its body read and parsed.
///
/// `identity` is empty on open routes only. `body` is a missing node when the call had none.
/// `reason` is the X-Audit-Log-Reason header, decoded.
public record RestCall(
        Match.Found match,
        Optional<Identity> identity,
        JsonNode query,
        JsonNode body,
        Optional<String> reason) {

    /// The caller; a call of an open route has none.
    public Identity caller() {
        return identity.orElseThrow(() -> new IllegalStateException("an open route"));
    }

    public UserId callerId() {
        return caller().user().id();
    }

    /// The caller, acting by their own permissions.
    public Actor actor() {
        return Actor.user(callerId());
    }

    /// The query's parameters as a form.
    public Form queryForm() {
        return new Form(query);
    }

    /// The body as a form; a missing body is an empty one.
    public Form bodyForm() {
        return new Form(body);
    }

    public GuildId guildId() {
        return new GuildId(id("guild"));
    }

    public ChannelId channelId() {
        return new ChannelId(id("channel"));
    }

    public MessageId messageId() {
        return new MessageId(id("message"));
    }

    public RoleId roleId() {
        return new RoleId(id("role"));
    }

    public UserId userId() {
        return new UserId(id("user"));
    }

    /// The path's parameter of that name.
    public long id(String param) {
        return match.ids()[match.route().params().indexOf(param)];
    }
}

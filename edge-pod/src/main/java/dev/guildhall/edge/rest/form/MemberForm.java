package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Command.UpdateMember;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.List;

/// Changes of a member. Source:
/// <https://discord.com/developers/docs/resources/guild#modify-guild-member>
public final class MemberForm {

    private static final int MAX_NICK = 32;
    private static final int MAX_ROLES = 250;

    private MemberForm() {}

    public static UpdateMember update(Form form, UserId userId) {
        return new UpdateMember(
                userId,
                Patches.text(form, "nick", MAX_NICK),
                form.has("roles") ? roles(form) : null,
                form.flag("mute"),
                form.flag("deaf"),
                Patches.time(form, "communication_disabled_until"),
                Patches.id(form, "channel_id", ChannelId::new));
    }

    /// What members change of themselves: the nick only.
    public static UpdateMember own(Form form, UserId userId) {
        List.of("avatar", "banner", "bio").forEach(name -> FormErrors.unsupported(form, name));
        return new UpdateMember(
                userId, Patches.text(form, "nick", MAX_NICK), null, null, null, null, null);
    }

    private static List<RoleId> roles(Form form) {
        return form.snowflakes("roles", MAX_ROLES).stream().map(RoleId::new).toList();
    }
}

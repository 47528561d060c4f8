package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Command.AllowedMentions;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which mentions ping. Source:
/// <https://discord.com/developers/docs/resources/message#allowed-mentions-object>
final class MentionsForm {

    private static final int MAX_IDS = 100;
    private static final int MAX_KINDS = 3;

    private MentionsForm() {}

    static @Nullable AllowedMentions read(Form form, String name) {
        Form object = form.object(name);
        if (object == null) {
            return null;
        }
        List<String> parse = object.texts("parse", MAX_KINDS);
        List<Long> users = object.snowflakes("users", MAX_IDS);
        List<Long> roles = object.snowflakes("roles", MAX_IDS);
        if (!List.of("users", "roles", "everyone").containsAll(parse)) {
            FormErrors.notOneOf(object, "parse", "'users', 'roles', 'everyone'");
        }
        exclusive(object, "users", parse, users);
        exclusive(object, "roles", parse, roles);
        return new AllowedMentions(
                parse.contains("users"),
                parse.contains("roles"),
                parse.contains("everyone"),
                users.stream().map(UserId::new).toList(),
                roles.stream().map(RoleId::new).toList(),
                object.flag("replied_user", false));
    }

    private static void exclusive(Form form, String kind, List<String> parse, List<Long> ids) {
        if (parse.contains(kind) && !ids.isEmpty()) {
            form.reject(
                    "parse",
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    "parse:[\"%s\"] and %s: [ids...] are mutually exclusive."
                            .formatted(kind, kind));
        }
    }
}

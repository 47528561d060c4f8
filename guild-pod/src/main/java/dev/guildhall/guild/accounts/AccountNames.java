package dev.guildhall.guild.accounts;

import java.util.regex.Pattern;

/// What accounts may be called.
public final class AccountNames {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9._]{2,32}");
    private static final Pattern BOT_NAME = Pattern.compile("\\P{Cntrl}{1,32}");

    private AccountNames() {}

    public static boolean isUsername(String name) {
        return USERNAME.matcher(name).matches();
    }

    /// For a name without space around it.
    public static boolean isBotName(String name) {
        return BOT_NAME.matcher(name).matches();
    }
}

package dev.guildhall.guild.accounts;

/// An account and a token that it holds. The token never shows in `toString`.
public record Credentials(Identity identity, String token) {

    @Override
    public String toString() {
        return "Credentials[identity=" + identity + ", token=(hidden)]";
    }
}

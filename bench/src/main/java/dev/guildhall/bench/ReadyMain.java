package dev.guildhall.bench;

/// `ReadyMain HOST PORT TOKEN`: identifies as a bot and returns when it has READY and its first
/// guild.
public final class ReadyMain {

    private ReadyMain() {}

    public static void main(String[] args) throws Exception {
        try (Listeners bot = new Listeners(args[0], Integer.parseInt(args[1]), 1, _ -> {})) {
            bot.add("Bot " + args[2]);
            bot.awaitReady();
        }
    }
}

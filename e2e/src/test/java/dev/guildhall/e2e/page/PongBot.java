package dev.guildhall.e2e.page;

import java.net.URI;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/// A bot on JDA that answers "ping" with "pong".
final class PongBot extends ListenerAdapter implements AutoCloseable {

    private JDA jda;

    static PongBot start(URI api, URI gateway, String token) throws InterruptedException {
        PongBot bot = new PongBot();
        bot.jda =
                JDABuilder.createLight(
                                token, GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
                        .setRestConfig(new RestConfig().setBaseUrl(api + "/v10/"))
                        .setSessionController(
                                new SessionControllerAdapter() {
                                    @Override
                                    public String getGateway() {
                                        return gateway.toString();
                                    }
                                })
                        .addEventListeners(bot)
                        .build();
        bot.jda.awaitReady();
        return bot;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (event.getMessage().getContentRaw().equals("ping")) {
            event.getChannel().sendMessage("pong").queue();
        }
    }

    @Override
    public void close() {
        jda.shutdownNow();
    }
}

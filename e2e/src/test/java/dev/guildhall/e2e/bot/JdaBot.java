package dev.guildhall.e2e.bot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// The program of the bot on an unmodified JDA: reads commands from stdin and hands each to a
/// thread of its own.
public final class JdaBot {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JdaBot() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        log();
        var commands = new JdaCommands();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode command = JSON.readTree(line);
            Thread.ofPlatform().name("command").start(() -> obey(commands, command));
        }
        commands.logout();
        System.exit(0);
    }

    /// Writes one line of the protocol. Called from any thread.
    static synchronized void tell(Map<String, ?> line) {
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param facts key, value, key, value; a value may be null
    static void seen(String what, Object... facts) {
        var line = new LinkedHashMap<String, Object>();
        line.put("seen", what);
        for (int i = 0; i < facts.length; i += 2) {
            line.put((String) facts[i], facts[i + 1]);
        }
        tell(line);
    }

    private static void obey(JdaCommands commands, JsonNode command) {
        long id = command.path("id").asLong();
        try {
            tell(Map.of("id", id, "ok", commands.obey(command)));
        } catch (Exception e) {
            tell(Map.of("id", id, "error", e.toString()));
        }
        if (command.path("do").asText().equals("logout")) {
            System.exit(0);
        }
    }

    /// All to stderr; what JDA logs as an error (it could not read a payload) is an observation
    /// too.
    private static void log() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %level %logger{0} %msg%n%ex");
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var errors = new Errors();
        errors.setContext(context);
        errors.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.DEBUG);
        root.addAppender(console);
        root.addAppender(errors);
    }

    /// Turns errors that JDA only logs into observations.
    private static final class Errors extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                seen("error", "event", event.getLoggerName(), "error", event.getFormattedMessage());
            }
        }
    }
}

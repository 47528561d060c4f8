package dev.guildhall.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.guildhall.e2e.running.RunningGuildhall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chat page in headless Chromium: people and a bot chat, one reloads, one loses the network.
///
/// Screenshots are kept in `e2e/target/screenshots`.
class PageTest {

    private static final int OUTAGE_MS = 10_000;
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    @TempDir static Path home;

    private static RunningGuildhall guildhall;
    private static PongBot bot;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        guildhall = RunningGuildhall.start("page");
        bot = PongBot.start(guildhall.api(), guildhall.gateway(), guildhall.createBot("pongbot"));
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(
                                        Map.of(
                                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                                "1",
                                                "XDG_CONFIG_HOME",
                                                home.resolve("config").toString(),
                                                "XDG_CACHE_HOME",
                                                home.resolve("cache").toString())));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(FLAGS));
    }

    @AfterAll
    static void stop() throws Exception {
        if (playwright != null) {
            playwright.close();
        }
        if (bot != null) {
            bot.close();
        }
        if (guildhall != null) {
            guildhall.close();
        }
    }

    @Test
    void peopleAndABotChat() {
        try (Person ada = person("ada", ColorScheme.LIGHT);
                Person ben = person("ben", ColorScheme.DARK)) {
            // Given
            ada.isAccessible();
            ada.screenshot("sign-in-light");
            ben.screenshot("sign-in-dark");
            ada.signIn();
            ben.signIn();
            ada.seesOnline("ben");
            ada.seesOnline("pongbot");

            // When
            ada.startTyping("hel");
            ben.seesTyping("ada");
            ada.write("hello ben, this is **ada**");
            ben.sees("ada");
            ben.write("ping");

            // Then
            for (Person each : List.of(ada, ben)) {
                each.sees("ping");
                each.sees("pong");
                each.isAccessible();
                each.hadNoComplaints();
            }
            ada.screenshot("chat-light");
            ben.screenshot("chat-dark");
        }
    }

    @Test
    void aReloadLosesNothing() {
        try (Person cleo = person("cleo", ColorScheme.LIGHT);
                Person dan = person("dan", ColorScheme.LIGHT)) {
            // Given
            cleo.signIn();
            dan.signIn();
            cleo.write("before the reload");
            dan.sees("before the reload");

            // When
            dan.reload();
            cleo.write("after the reload");

            // Then
            dan.seesLast(List.of("before the reload", "after the reload"));
            cleo.hadNoComplaints();
            dan.hadNoComplaints();
        }
    }

    @Test
    void aLostNetworkLosesNothing() {
        try (Person eve = person("eve", ColorScheme.LIGHT);
                Person fay = person("fay", ColorScheme.LIGHT)) {
            // Given
            eve.signIn();
            fay.signIn();
            eve.write("we are both here");
            fay.sees("we are both here");
            List<String> missed = IntStream.rangeClosed(1, 5).mapToObj(i -> "missed " + i).toList();

            // When
            eve.loseNetwork();
            missed.forEach(text -> {
                fay.write(text);
                fay.sees(text);
            });
            eve.write("written without a network");
            eve.screenshot("offline");
            eve.stayOffline(OUTAGE_MS);
            eve.regainNetwork();

            // Then
            fay.sees("written without a network");
            List<String> all =
                    Stream.concat(missed.stream(), Stream.of("written without a network")).toList();
            eve.seesLast(all);
            fay.seesLast(all);
            eve.hadNoComplaints();
            fay.hadNoComplaints();
        }
    }

    private static Person person(String name, ColorScheme scheme) {
        return new Person(browser, name, guildhall.url(), scheme);
    }

    private static Path chromium() {
        List<Path> places =
                Stream.of(
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .map(Path::of)
                        .toList();
        assertThat(places)
                .as("a Chromium; install one with `apt-get install -y chromium`")
                .anyMatch(Files::isExecutable);
        return places.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    }
}

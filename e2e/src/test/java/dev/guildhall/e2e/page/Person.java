package dev.guildhall.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.guildhall.e2e.running.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/// A person in front of the page, in a browser context of their own. Collects what the console
/// complains of.
final class Person implements AutoCloseable {

    private static final Path SCREENSHOTS = Tool.ARTEFACTS.resolve("screenshots");

    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Person(Browser browser, String name, String url, ColorScheme scheme) {
        this.name = name;
        this.context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setColorScheme(scheme)
                                .setViewportSize(1200, 760));
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url);
    }

    void signIn() {
        page.getByLabel("Your name").fill(name);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(composer()).isFocused();
    }

    void write(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /// Types without sending.
    void startTyping(String text) {
        composer().pressSequentially(text);
    }

    /// Waits until the message is shown, once.
    void sees(String text) {
        assertThat(messages(text)).hasCount(1);
    }

    /// Waits until exactly these are the last messages, in this order.
    void seesLast(List<String> texts) {
        sees(texts.getLast());
        List<String> shown = page.locator(".message .content").allTextContents();
        Assertions.assertThat(shown).endsWith(texts.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    void seesTyping(String who) {
        assertThat(page.getByText(who + " is typing…")).isVisible();
    }

    void seesOnline(String who) {
        assertThat(
                        page.getByLabel("Online")
                                .getByText(who, new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    void reload() {
        page.reload();
        assertThat(composer()).isVisible();
    }

    void loseNetwork() {
        context.setOffline(true);
        assertThat(page.getByText("Connection lost. Reconnecting…")).isVisible();
    }

    void stayOffline(int ms) {
        page.waitForTimeout(ms);
    }

    void regainNetwork() {
        context.setOffline(false);
        assertThat(page.getByText("Connection lost. Reconnecting…")).isHidden();
    }

    void screenshot(String title) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(title + ".png")));
    }

    void isAccessible() {
        var violations = new AxeBuilder(page).analyze().getViolations();
        Assertions.assertThat(violations)
                .as("axe on the page of %s", name)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    void hadNoComplaints() {
        Assertions.assertThat(complaints).as("console of %s", name).isEmpty();
    }

    private Locator composer() {
        return page.getByRole(AriaRole.TEXTBOX, named("Message #general"));
    }

    private Locator messages(String text) {
        return page.locator(".message .content")
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    private static Page.GetByRoleOptions named(String label) {
        return new Page.GetByRoleOptions().setName(label);
    }

    @Override
    public void close() {
        context.close();
    }
}

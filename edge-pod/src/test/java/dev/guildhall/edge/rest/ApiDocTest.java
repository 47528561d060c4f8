package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.edge.rest.call.Route;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.limit.RateClass;
import dev.guildhall.edge.rest.limit.RateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/api.md says what there is: no route more, no route less.
class ApiDocTest {

    private static final Path PAGE = Path.of("..", "docs", "api.md");
    private static final Pattern ROUTE =
            Pattern.compile("^\\| `((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)` \\|", Pattern.MULTILINE);

    @Test
    void everyRouteIsListedAndNoOther() throws IOException {
        Matcher rows = ROUTE.matcher(Files.readString(PAGE));
        Set<String> listed = new TreeSet<>();
        while (rows.find()) {
            listed.add(rows.group(1));
        }

        assertThat(listed)
                .isEqualTo(
                        router().routes().stream()
                                .map(Route::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyQuotaIsListed() throws IOException {
        String page = Files.readString(PAGE);
        for (RateClass each : RateClass.values()) {
            assertThat(page)
                    .contains(
                            "| `%s` | %d/%d |"
                                    .formatted(
                                            each.configName(),
                                            each.defaultQuota().requests(),
                                            each.defaultQuota().seconds()));
        }
    }

    private static Router router() {
        RestConfig config =
                new RestConfig("ws://127.0.0.1:1", true, RateLimits.defaults(), 1, 1, 1);
        RestServices services =
                new RestServices(new FakeAccounts(), new FakeRelays(), (_, _) -> {});
        return ApiRoutes.router(config, services, new FakeTicker());
    }
}

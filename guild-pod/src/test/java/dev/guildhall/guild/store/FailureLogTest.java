package dev.guildhall.guild.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.guildhall.common.time.FakeTicker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private static final StoreException AWAY = new StoreException.Unreachable("no answer", null);

    private final FakeTicker ticker = new FakeTicker();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = new LoggerContext().getLogger("store");
    private final FailureLog log = new FailureLog(logger, ticker, "read failed");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
    }

    @Test
    void manyFailuresAreOneLineEveryTenSeconds() {
        // When
        for (int i = 0; i < 100; i++) {
            log.failed(AWAY);
        }
        ticker.advanceMs(9_999);
        log.failed(AWAY);

        // Then
        assertThat(lines.list).hasSize(1);
        assertThat(pairs(0)).contains("reason=\"no answer\"", "count=\"1\"");

        // When
        ticker.advanceMs(1);
        log.failed(AWAY);

        // Then
        assertThat(lines.list).hasSize(2);
        assertThat(pairs(1)).contains("count=\"101\"");
    }

    @Test
    void aStoreThatDoesNotAnswerHasNoStackTraceAndADamagedOneHas() {
        // When
        log.failed(AWAY);
        ticker.advanceMs(10_000);
        log.failed(new StoreException.Corrupt("a stored value cannot be read", null));

        // Then
        assertThat(lines.list.get(0).getThrowableProxy()).isNull();
        assertThat(lines.list.get(1).getThrowableProxy()).isNotNull();
    }

    private String pairs(int line) {
        return lines.list.get(line).getKeyValuePairs().toString();
    }
}

package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/// The bound on all bodies together.
class BodyBudgetTest {

    @Test
    void whatIsNotThereIsNotGiven() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        BodyBudget budget = new BodyBudget(10, metrics);

        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.take(4)).isTrue();
        budget.giveBack(6);
        assertThat(budget.take(6)).isTrue();
        assertThat(metrics.get("edge_rest_body_budget_exceeded").counter().count()).isEqualTo(1);
    }
}

package dev.guildhall.operator.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1000, 1000",
        "1.5k, 1500",
        "2Ki, 2048",
        "512Mi, 536870912",
        "1.5Gi, 1610612736",
        "2G, 2000000000",
        "1Ti, 1099511627776"
    })
    void quantitiesAreBytes(String text, double bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }
}

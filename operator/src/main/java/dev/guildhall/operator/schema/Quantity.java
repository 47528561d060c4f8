package dev.guildhall.operator.schema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as Kubernetes writes them, such as `500m` or `2Gi`.
///
/// Source: <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/>
final class Quantity {

    private static final Pattern SHAPE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-zA-Z]*)");
    private static final Map<String, BigDecimal> UNITS =
            Map.of(
                    "", BigDecimal.ONE,
                    "m", new BigDecimal("0.001"),
                    "k", BigDecimal.valueOf(1_000L),
                    "M", BigDecimal.valueOf(1_000_000L),
                    "G", BigDecimal.valueOf(1_000_000_000L),
                    "T", BigDecimal.valueOf(1_000_000_000_000L),
                    "Ki", BigDecimal.valueOf(1L << 10),
                    "Mi", BigDecimal.valueOf(1L << 20),
                    "Gi", BigDecimal.valueOf(1L << 30),
                    "Ti", BigDecimal.valueOf(1L << 40));

    private Quantity() {}

    /// The number that a quantity stands for. What the schema's patterns refuse is not for here.
    static BigDecimal parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        BigDecimal unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("not a quantity: " + text);
        }
        return new BigDecimal(parts.group(1)).multiply(unit);
    }
}

package dev.guildhall.operator.plan.packing;

/// Bytes as Kubernetes writes them: `512Mi`, `1.5G`.
final class Quantity {

    private static final String POWERS = "kMGT";

    private Quantity() {}

    /// @param text as the resource's schema allows it
    static double bytes(String text) {
        int end = text.length();
        boolean binary = text.endsWith("i");
        end -= binary ? 1 : 0;
        int power = POWERS.indexOf(text.substring(end - 1, end).replace('K', 'k'));
        end -= power < 0 ? 0 : 1;
        return Double.parseDouble(text.substring(0, end))
                * Math.pow(binary ? 1_024 : 1_000, power + 1);
    }
}

package io.naru.client.bench;

/**
 * A program that does nothing but say so: what a JVM costs by itself.
 *
 * <p>Threading: the main thread.
 */
final class BareStart {
    /** What it says. */
    static final String GREETING = "started";

    private BareStart() {}

    /** Says it. */
    public static void main(String[] arguments) {
        System.out.println(GREETING);
    }
}

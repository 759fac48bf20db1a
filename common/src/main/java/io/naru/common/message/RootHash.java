package io.naru.common.message;

/**
 * The hash that stands for the content of a file.
 *
 * @param hex SHA-256, 64 lower-case hexadecimal digits
 */
public record RootHash(String hex) {
    public RootHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new InvalidValueException("A root hash is 64 lower-case hexadecimal digits.");
        }
    }
}

package io.naru.common.message;

/**
 * The id that a client gives to one chat message; unique among the messages of its author.
 *
 * @param value 1 to 64 characters of printable ASCII without space
 */
public record MessageId(String value) {
    public MessageId {
        Ids.checked("A message id", value);
    }
}

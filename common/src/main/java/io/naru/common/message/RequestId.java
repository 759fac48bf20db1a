package io.naru.common.message;

/**
 * The id that a client gives to a listing or a download, so that it knows the answer; unique among its open requests.
 *
 * @param value 1 to 64 characters of printable ASCII without space
 */
public record RequestId(String value) {
    public RequestId {
        Ids.checked("A request id", value);
    }
}

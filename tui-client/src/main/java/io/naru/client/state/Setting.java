package io.naru.client.state;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be chosen with {@code /set}, and its words. */
public enum Setting {
    /** Colours. */
    THEME("theme", "colours: auto looks at the terminal", List.of("auto", "dark", "light", "mono")),
    /** Whether being named rings the bell. */
    BELL("bell", "ring the bell when somebody names you", List.of("on", "off")),
    /** More words that are marked, besides the own name. */
    HIGHLIGHT("highlight", "words that are marked like your name, parted by commas", List.of()),
    /** How coming and going is shown. */
    JOINS("joins", "people coming and going: folded into one line, all, or hidden", List.of("folded", "all", "hidden")),
    /** How times are shown. */
    TIME("time", "times in the chat: 24h, 12h, seconds, or hidden", List.of("24h", "12h", "seconds", "hidden")),
    /** Whose messages aren't shown. */
    IGNORE("ignore", "people whose messages you don't see, parted by commas", List.of()),
    /** How many downloads run at once. */
    SLOTS("slots", "downloads at the same time, 1 to 64", List.of()),
    /** How many of them from one user. */
    USER_SLOTS("user-slots", "downloads from one user at the same time, 1 to 64", List.of()),
    /** How many uploads run at once. */
    UPLOAD_SLOTS("upload-slots", "uploads at the same time, 1 to 64", List.of()),
    /** How many of them to one user. */
    USER_UPLOAD_SLOTS("user-upload-slots", "uploads to one user at the same time, 1 to 64", List.of()),
    /** How fast all downloads together may be. */
    DOWNLOAD_RATE("download-rate", "all downloads together, octets a second: 500k, 2M, or off", List.of()),
    /** How fast all uploads together may be. */
    UPLOAD_RATE("upload-rate", "all uploads together, octets a second: 500k, 2M, or off", List.of()),
    /** With which clients that can't encrypt files are exchanged. */
    BASE_PEERS(
            "base-peers",
            "unencrypted exchange with clients that know no other: never, on this machine (loopback), or always",
            List.of("never", "loopback", "always"));

    private final String word;
    private final String help;
    private final List<String> values;

    Setting(String word, String help, List<String> values) {
        this.word = word;
        this.help = help;
        this.values = values;
    }

    /** Its name in commands and in the file of settings. */
    public String word() {
        return word;
    }

    /** What it does, in a few words. */
    public String help() {
        return help;
    }

    /** What it can be set to; empty for any text. */
    public List<String> choices() {
        return values;
    }

    /** Whether it is about transfers, so that the engine is to know. */
    public boolean isOfTransfers() {
        return ordinal() >= SLOTS.ordinal();
    }

    /** The setting of that name, in any case. */
    public static Optional<Setting> named(String word) {
        for (Setting setting : Setting.values()) {
            if (setting.word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}

package io.naru.client.state;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What this user shares.
 *
 * @param folders none when nothing is shared
 * @param files how many files, as far as counted
 * @param octets how large they are together
 * @param isScanning whether more is being found
 */
public record ShareStatus(List<Folder> folders, long files, long octets, boolean isScanning) {
    /** Nothing is shared. */
    public static final ShareStatus NOTHING = new ShareStatus(List.of(), 0, 0, false);

    /**
     * One folder.
     *
     * @param name what others see it under; for asking
     * @param path for drawing
     * @param described the same with its name, and who sees it, for drawing
     * @param isForAll whether everybody sees it
     */
    public record Folder(String name, SafeText path, SafeText described, boolean isForAll) {
        public Folder {
            Objects.requireNonNull(name);
            Objects.requireNonNull(path);
            Objects.requireNonNull(described);
        }

        static Folder of(ShareSetting setting) {
            return new Folder(
                    setting.name(),
                    SafeText.line(setting.folder().toString()),
                    SafeText.line(setting.described()),
                    setting.audience().isEverybody());
        }
    }

    public ShareStatus {
        folders = List.copyOf(folders);
    }

    /** What the engine tells, made safe. */
    public static ShareStatus of(EngineEvent.ShareCounted event) {
        return new ShareStatus(
                event.shares().stream().map(Folder::of).toList(), event.files(), event.octets(), event.isScanning());
    }

    /** Whether nothing is shared. */
    public boolean isNothing() {
        return folders.isEmpty();
    }

    /** What the folders are called. */
    public List<String> names() {
        return folders.stream().map(Folder::name).toList();
    }

    /** The folders, for drawing; the only one of those that everybody sees by its path alone. */
    public String called() {
        return folders.stream()
                .map(folder -> folders.size() == 1 && folder.isForAll()
                        ? folder.path().value()
                        : folder.described().value())
                .collect(Collectors.joining(", "));
    }
}

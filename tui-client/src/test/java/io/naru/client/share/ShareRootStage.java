package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.file.OpenedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shared folder, and one beside it that holds a secret. */
abstract class ShareRootStage {
    @TempDir
    Path folder;

    Path top;
    Path outside;
    ShareRoot root;

    @BeforeEach
    void share() throws IOException {
        top = Files.createDirectory(folder.resolve("shared"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        root = new ShareRoot(top.toRealPath());
    }

    List<String> names(String of) throws IOException {
        return root.read(of).entries().stream().map(SharedEntry::name).toList();
    }

    String content(String path) throws IOException {
        try (OpenedFile file = root.open(path)) {
            ByteBuffer octets = ByteBuffer.allocate((int) file.state().octets());
            file.channel().read(octets);
            return new String(octets.array(), StandardCharsets.UTF_8);
        }
    }

    void assertRefused(String path) {
        assertThatThrownBy(() -> root.open(path)).as(path).isInstanceOf(IOException.class);
    }
}

package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class ConfigFileTest {

    private static final Set<String> KEYS = Set.of("listen", "data", "max-users");

    @TempDir
    Path temp;

    private ConfigFile read(String content) throws IOException {
        return ConfigFile.read(Files.writeString(file(), content, StandardCharsets.UTF_8), KEYS);
    }

    private Path file() {
        return temp.resolve("relay.properties");
    }

    private void refuses(String content, String sentence) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(CommandException.class)
                .hasMessage(sentence);
    }

    private static String value(ConfigFile config, String key) {
        return config.defaultValue(option(key));
    }

    private static OptionSpec option(String key) {
        return OptionSpec.builder("-x", "--" + key).build();
    }

    @Test
    void optionIsFoundByItsLongName() throws IOException {
        assertThat(value(read("listen = 127.0.0.1:7000\n"), "listen")).isEqualTo("127.0.0.1:7000");
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(value(read("# 설정\ndata = /srv/나루"), "data")).isEqualTo("/srv/나루");
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
        assertThat(value(read("\uFEFFdata=x"), "data")).isEqualTo("x");
    }

    @Test
    void blanksBehindAValueAreNoPartOfIt() throws IOException {
        assertThat(value(read("data = two words \t\r\n"), "data")).isEqualTo("two words");
    }

    @Test
    void valueMayGoOnInTheNextLine() throws IOException {
        ConfigFile config = read("data = one\\\n   two\n# comment \\\nlisten = three\\\\\nmax-users = 4");

        assertThat(value(config, "data")).isEqualTo("onetwo");
        assertThat(value(config, "listen")).isEqualTo("three\\");
        assertThat(value(config, "max-users")).isEqualTo("4");
        assertThat(config.origin(option("max-users"))).contains(file() + ", line 5");
    }

    @Test
    void whatTheFileDoesNotSayHasNoValue() throws IOException {
        ConfigFile config = read("\n  \n# nothing\n");

        assertThat(value(config, "data")).isNull();
        assertThat(config.origin(option("data"))).isEmpty();
        assertThat(config.defaultValue(PositionalParamSpec.builder().index("0").build()))
                .isNull();
    }

    @Test
    void unknownKeyIsRefusedWithItsLine() {
        refuses(
                "data = x\n\nlisen = y\n",
                file() + ", line 3: there is no setting \"lisen\"; possible are data, listen, max-users");
    }

    @Test
    void keyThatStandsTwiceIsRefused() {
        refuses("data = x\ndata = y\n", file() + ", line 2: \"data\" stands in line 1 already; remove one");
    }

    @Test
    void brokenEscapeIsRefused() {
        refuses("\ndata = \\u12", file() + ", line 2: \\u wants four hexadecimal digits; write the character itself");
    }

    @Test
    void octetsThatAreNotUtf8AreRefused() throws IOException {
        Files.write(file(), new byte[] {'d', 'a', 't', 'a', '=', (byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> ConfigFile.read(file(), KEYS))
                .hasMessage("The settings file " + file() + " isn't UTF-8 text; save it as UTF-8");
    }

    @Test
    void missingFileAndFolderAreRefused() {
        assertThatThrownBy(() -> ConfigFile.read(file(), KEYS))
                .hasMessage("There is no settings file " + file() + "; check the name");
        assertThatThrownBy(() -> ConfigFile.read(temp, KEYS))
                .hasMessage("The settings file " + temp + " is a folder; name a file");
    }

    @Test
    void hugeFileIsRefused() throws IOException {
        Files.write(file(), new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> ConfigFile.read(file(), KEYS))
                .hasMessage("The settings file " + file() + " is larger than a megabyte; name another one");
    }
}

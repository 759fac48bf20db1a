package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.common.time.Clock;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** What {@code --help} says of each command. */
class HelpTest {
    private static final int COLUMNS = 80;

    private static CommandLine commands() {
        Environment environment = new Environment(
                Map.of(),
                Folders.of(Map.of(), "/home/nobody"),
                Path.of("/"),
                "nobody",
                Optional.empty(),
                TerminalDisplay::open,
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                Clock.system(),
                new Breakdown());
        return new CommandLine(new NaruCommand(environment).spec());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    private static String help(CommandLine command) {
        StringWriter text = new StringWriter();
        command.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
        return text.toString();
    }

    @TestFactory
    Stream<DynamicTest> itFitsATerminalAndBreaksNoOption() {
        return all(commands())
                .map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    assertThat(help(command).lines()).allMatch(line -> line.length() <= COLUMNS);
                    assertThat(help(command)).doesNotContain("=\n");
                }));
    }

    @Test
    void whatIsNeededHasNoBracketsAroundIt() {
        Map.of(
                        "put", " USER FILE...",
                        "get", " USER:PATH...",
                        "ls", " USER[:FOLDER]",
                        "find", " WORD...",
                        "share", " FOLDER...",
                        "join", " LINK",
                        "say", " ROOM [[USER@]HOST[:PORT]]",
                        "log", " ROOM [[USER@]HOST[:PORT]]")
                .forEach((name, synopsis) -> {
                    String help = help(commands().getSubcommands().get(name));
                    String usage = help.substring(0, help.indexOf(".\n")).replaceAll("\\s+", " ");
                    assertThat(usage).contains(synopsis).doesNotContain("[" + synopsis.substring(1));
                });
    }
}

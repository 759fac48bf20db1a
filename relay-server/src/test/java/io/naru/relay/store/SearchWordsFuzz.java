package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What users search for, which becomes a question to SQLite's index. */
enum SearchWordsFuzz implements FuzzTarget {
    /** Any text is a question that SQLite understands, and that finds the text itself. */
    SEARCH_WORDS;

    private static final String INDEX = "CREATE VIRTUAL TABLE found USING fts5 (text, content = '',"
            + " contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1')";

    @Override
    public List<String> words() {
        return List.of(
                "\"", "ferry", " OR ", " AND ", "NEAR(", ")", "*", "text:", "^", "나룻배", "\u0000", "\u3000", "İß");
    }

    @Override
    public String outcome(byte[] octets) throws SQLException {
        String text = FuzzText.of(octets);
        SearchWords words = SearchWords.of(text);
        assertThat(SearchWords.fold(SearchWords.fold(text))).isEqualTo(SearchWords.fold(text));
        if (words.isEmpty()) {
            return "nothing";
        }
        assertThat(words.match(text)).isTrue();
        String query = words.query();
        if (query.isEmpty()) {
            return "short words";
        }
        assertThat(isFoundByIndex(text, query)).as(query).isTrue();
        return words.words().size() + " words, " + Integer.highestOneBit(query.length());
    }

    private static boolean isFoundByIndex(String text, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            connection.createStatement().execute(INDEX);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO found VALUES (?)")) {
                insert.setString(1, SearchWords.fold(text));
                insert.executeUpdate();
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT rowid FROM found WHERE found MATCH ?")) {
                select.setString(1, query);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        }
    }
}

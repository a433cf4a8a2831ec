package io.ringlog.api.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.CsvTable.Line;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.port.ResourceShape.Kind;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingSpreadsheetsSpec {

    private static final ResourceShape SHAPE = new ResourceShape(
            "thing",
            List.of(
                    field("name", Kind.TEXT, false),
                    field("note", Kind.TEXT, true),
                    field("count", Kind.INTEGER, true),
                    field("on", Kind.BOOLEAN, false),
                    field("words", Kind.TEXTS, false),
                    field("extra", Kind.VARIABLES, false)),
            Set.of());

    private static FieldShape field(String name, Kind kind, boolean nullable) {
        return new FieldShape(
                name, kind, nullable, false, Access.READ_WRITE, List.of(), List.of(), NullNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,note\r\nAnn,x\r\nBob,y\r\n",
                "name;note\nAnn;x\nBob;y",
                "name\tnote\r\nAnn\tx\r\nBob\ty\r\n",
                "\uFEFFname;note\r\nAnn;x\r\nBob;y\r\n",
                " Name , NOTE \nAnn,x\nBob,y\n",
                "name;note;;\nAnn;x;;\nBob;y;;\n",
                "name,note\nAnn,x\nBob,y\n\n  \n,\n"
            })
    void whatever_parts_it_and_ends_its_lines_a_table_is_the_same(String text) {
        CsvTable table = read(text);

        assertThat(table.names()).containsExactly("name", "note");
        assertThat(table.lines()).containsExactly(new Line(2, List.of("Ann", "x")), new Line(3, List.of("Bob", "y")));
    }

    @Test
    void a_hint_at_the_separator_is_no_line_of_names() {
        CsvTable table = read("sep=;\r\nname;note\r\nAnn;x,y\r\n");

        assertThat(table.names()).containsExactly("name", "note");
        assertThat(table.lines()).containsExactly(new Line(3, List.of("Ann", "x,y")));
    }

    @Test
    void lines_are_counted_as_an_editor_shows_them_also_behind_texts_of_several_lines() {
        CsvTable table = read("name,note\r\nAnn,\"a\r\nb\r\nc\"\r\n\r\nBob,\"say \"\"hi\"\"\"\r\n");

        assertThat(table.lines())
                .containsExactly(new Line(2, List.of("Ann", "a\r\nb\r\nc")), new Line(6, List.of("Bob", "say \"hi\"")));
    }

    @Test
    void what_is_not_utf_8_is_refused_with_the_line_and_the_way_out() {
        assertThat(refused("name\nAnn\nJ\u00fcrgen\n".getBytes(ISO_8859_1)))
                .contains("line 3", "not UTF-8", "CSV UTF-8");
        assertThat(refused("name\nAnn\n".getBytes(UTF_16))).contains("UTF-16");
        assertThat(refused("name\nA\0nn\n".getBytes(UTF_8))).contains("line 2", "zero");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | has no line of names
            name,name#Ann,x       | has name twice
            name,,note#Ann,,x     | a column without a name
            name#Ann,x            | line 2 has 2 cells
            name#"Ann             | line 2 cannot be read
            name#"Ann"x           | line 2 cannot be read
            """)
    void what_is_no_table_is_refused_with_its_line(String text, String words) {
        assertThat(refused(text.replace('#', '\n').getBytes(UTF_8))).contains(words);
    }

    @Test
    void more_lines_than_may_come_are_refused() {
        assertThat(read("name\n" + "x\n".repeat(CsvTable.MOST_LINES)).lines()).hasSize(CsvTable.MOST_LINES);
        assertThat(refused(("name\n" + "x\n".repeat(CsvTable.MOST_LINES + 1)).getBytes(UTF_8)))
                .contains("in pieces");
    }

    @Test
    void cells_are_read_by_what_the_column_holds() throws Exception {
        assertThat(rows("name;note;count;on;words;extra;user\n0049;;7;FALSE;a b, c;\"{\"\"k\"\":\"\"v\"\"}\";1001\n"))
                .containsExactly((ObjectNode) Json.mapper()
                        .readTree("{\"name\":\"0049\",\"note\":null,\"count\":7,\"on\":false,"
                                + "\"words\":[\"a\",\"b\",\"c\"],\"extra\":{\"k\":\"v\"},\"user\":\"1001\"}"));
    }

    @Test
    void what_spreadsheets_put_around_a_text_goes() {
        assertThat(rows("name\n'0049\n\"=\"\"0049\"\"\"\n'=cmd\n'tis\n"))
                .extracting(row -> row.path("name").asText())
                .containsExactly("0049", "0049", "=cmd", "'tis");
    }

    @ParameterizedTest
    @CsvSource({"4.93E+11,config.rounded-number", "'\"4,93E+11\"',config.rounded-number", "=A1+B2,config.formula"})
    void what_a_spreadsheet_has_spoilt_is_refused_and_never_guessed(String cell, String code) {
        CsvRows reader = new CsvRows(SHAPE);
        reader.of(read("name,note\nAnn,x\nBob," + cell + "\n"));

        assertThat(reader.problems())
                .extracting(FieldProblem::line, FieldProblem::field, FieldProblem::code)
                .containsExactly(org.assertj.core.api.Assertions.tuple(3, "note", code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "'=x", "''=x", "plain", "a,b;c", "x\r\ny", "+49 30 1"
            })
    void no_text_that_is_written_is_a_formula_and_all_is_read_as_it_was(String text) {
        String written =
                Csv.of(List.of("name"), List.of(Json.mapper().createObjectNode().put("name", text)));
        String cell = read(written).lines().getFirst().cells().getFirst();

        assertThat(cell).doesNotMatch("(?s)[=@\\t\\r].*|[+-](?![0-9 ]+$).*");
        assertThat(Guard.off(cell)).isEqualTo(text);
    }

    private static List<ObjectNode> rows(String text) {
        CsvRows reader = new CsvRows(SHAPE);
        List<ObjectNode> rows = reader.of(read(text));
        assertThat(reader.problems()).isEmpty();
        return rows;
    }

    private static CsvTable read(String text) {
        return CsvTable.read(text.getBytes(UTF_8));
    }

    private static String refused(byte[] bytes) {
        return catchThrowableOfType(Refused.class, () -> CsvTable.read(bytes)).getMessage();
    }
}

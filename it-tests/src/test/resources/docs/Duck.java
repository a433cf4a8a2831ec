import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** {@code duckdb -c SQL}: runs one statement and prints its rows, cells with bars between them. */
final class Duck {
    public static void main(String[] words) throws Exception {
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement();
                var rows = statement.executeQuery(words[1])) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    cells.add(rows.getString(at));
                }
                System.out.println(String.join("|", cells));
            }
        }
    }
}

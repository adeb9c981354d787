package odradek.regexes;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Prints what RE2J makes of random patterns, a JSON line for each: why it does not compile, or which of some random
 * names it matches as a whole. From the seed in the first argument on, as many as the second one says.
 */
public final class MatchRegexes {
    private static final String[] PIECES = {
        "a", "b", "ab", "orders", "-", "_", "x", "7", ".", "\\.", "[a-c]", "[^a]", "[]a]", "[[:alpha:]]", "[[:nope:]]", "[z-a]", "[a",
        "\\d", "\\w", "\\W", "\\s", "\\b", "\\B", "\\pL", "\\p{Greek}", "\\p{Nope}", "\\PL", "\\Q.*\\E", "\\x41", "\\x{61}", "\\1", "\\C", "\\z", "\\Z",
        "^", "$", "\\A", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{,2}", "{3,1}", "{1001}", "{", "}", "|", "(", ")",
        "(?:", "(?i)", "(?i:", "(?s)", "(?m)", "(?U)", "(?-i)", "(?P<n>", "(?<m>", "(?=", "(?!", "(?<=", "(?z)", "\u00e9", "\\", "[a-\\d]", "[\\d_]", "[\\pL-]"
    };
    private static final String[] WORDS = {"a", "b", "ab", "orders", "-", "_", ".", "x", "7", "A", "B", "c", "Orders"};

    private MatchRegexes() { }

    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (Writer output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            for (int index = 0; index < count; index++) {
                Random random = new Random(seed + index);
                // The first number of neighbouring seeds is nearly the same.
                random.nextInt();
                output.append(matched(random).toString()).append('\n');
            }
        }
    }

    private static ObjectNode matched(Random random) {
        String pattern = pattern(random);
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("pattern", pattern);
        try {
            Pattern compiled = Pattern.compile(pattern);
            ArrayNode names = line.putArray("names");
            ArrayNode matches = line.putArray("matches");
            for (int index = 0; index < 8; index++) {
                String name = words(random, WORDS, 5);
                names.add(name);
                matches.add(compiled.matcher(name).matches());
            }
        } catch (PatternSyntaxException error) {
            line.put("error", error.getDescription());
        }
        return line;
    }

    /** Half of them with groups that end, as most that are drawn freely are wrong. */
    private static String pattern(Random random) {
        if (random.nextInt(3) == 0) return words(random, PIECES, 6);
        String first = words(random, PIECES, 2);
        String second = words(random, PIECES, 2);
        return switch (random.nextInt(5)) {
            case 0 -> "(" + first + "|" + second + ")*";
            case 1 -> "(?i:" + first + ")" + second;
            case 2 -> first + ".*" + second;
            case 3 -> "(" + first + "){1,2}" + second + "?";
            default -> first + "|" + second;
        };
    }

    private static String words(Random random, String[] choices, int most) {
        StringBuilder words = new StringBuilder();
        for (int left = 1 + random.nextInt(most); left > 0; left--) words.append(choices[random.nextInt(choices.length)]);
        return words.toString();
    }
}

namespace Eccos.QAServe.Tests;

/// <summary>Reads a table of answers: one case a line, "column ¦ column", with "⏎" for a line break; "name: value" lines set what follows apart.</summary>
internal static class AnswerTable
{
    public static IEnumerable<AnswerCase> Read(string name)
    {
        var section = "";
        var path = Path.Combine(AppContext.BaseDirectory, "Grading", "Tables", name);
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var columns = line.Split('¦');
            if (columns.Length == 1)
            {
                section = line[(line.IndexOf(':') + 1)..].Trim();
                continue;
            }

            yield return new AnswerCase(number + 1, section, [.. columns[..^1].Select(column => column.Trim())], columns[^1][(columns[^1].StartsWith(' ') ? 1 : 0)..].Replace('⏎', '\n'));
        }
    }
}
